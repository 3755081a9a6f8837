import type { Vocabulary } from "./vocabulary.ts";

/** Italian. */
export const italian: Vocabulary = {
  language: "Italian",
  headings: {
    "data-models": {
      dictionary: `modello dati, modello dei dati, modelli dati, modelli di dati, struttura dati, strutture dati, schema, schema dati, schema del database, entità, modello di dominio, macchina a stati, definizione dei tipi, tabelle, formato dei dati`,
    },
    storage: { template: `archiviazione, persistenza, memorizzazione, database` },
    interfaces: {
      dictionary: `interfaccia, interfacce, progettazione api, design delle api, contratto, contratti, contratti api, endpoint, rotte, struttura dei comandi, comandi, firma, firme, protocollo`,
    },
    "error-handling": {
      dictionary: `gestione degli errori, gestione errori, strategia di errore, codici di errore, codici di uscita, gestione delle eccezioni, tentativi, ripristino, piano di rollback, tolleranza ai guasti, degrado, resilienza`,
    },
    "failure-modes": {
      dictionary: `rischio, rischi, modalità di guasto, modalità di fallimento, modi di guasto, analisi dei rischi, valutazione dei rischi, scenari di guasto, scenari di errore`,
    },
    "edge-cases": { dictionary: `casi limite, casi particolari, limitazioni` },
    dependencies: {
      dictionary: `dipendenza, dipendenze, prerequisiti, servizi esterni, librerie, strumenti richiesti`,
      template: `dipendenze principali, dipendenze primarie`,
    },
    stack: { dictionary: `stack tecnologico, stack tecnico, tecnologie` },
    testing: { dictionary: `test, strategia di test, piano di test, test unitari, collaudo` },
    verification: { dictionary: `verifica, validazione, criteri di accettazione, criteri di successo` },
    deterministic: { dictionary: `determinismo, deterministico, riproducibilità, idempotenza` },
    "code-before-prompts": { template: `codice prima dei prompt` },
    "cli-first": { template: `prima la cli, cli prima` },
    principles: {
      template: `verifica della costituzione, principi, controllo della costituzione, conformità costituzionale`,
    },
    architecture: {
      dictionary: `architettura, decisione, decisioni, decisioni di progetto, approccio tecnico, decisione sulla struttura, decisioni tecniche, progettazione`,
    },
    "open-questions": { dictionary: `domande aperte, questioni aperte, punti aperti` },
    none: {
      dictionary: `iniezione delle dipendenze, interfaccia utente, dipendenze tra attività, flusso dei dati, flusso di dati, progetto di test, obiettivi di prestazione, tipo di progetto, ambiente di test`,
    },
  },
  words: {
    failure: {
      dictionary: `errore, errori, fallisc*, fallit*, fallimento, eccezion*, guasto, guasti, timeout, scadut*, non disponibil*, non valid*, corrott*, mancant*, manca, mancano, non trovat*, non esiste, irraggiungibil*, negat*, conflitt*, supera*, sconosciut*, perso, persa, interrott*`,
    },
    reaction: {
      dictionary: `riprov*, nuovo tentativo, lancia*, solleva*, restituisc*, ritorna*, registra*, avvis*, interromp*, ferma*, salta*, ignora*, rifiut*, annulla*, riavvi*, notific*, propag*, ripiego, fallback, continua*, mostra*, ripristin*, degrad*, blocca*, isola*, termina*`,
    },
    "error-strategy": {
      dictionary: `codice di errore, codici di errore, codice di uscita, codici di uscita, eccezione personalizzata, eccezioni personalizzate, fallire subito, backoff esponenziale, tipo di errore, degrado controllato, risposta di errore`,
    },
    "health-check": { dictionary: `controllo di salute, controlli di salute, controllo di integrità` },
    risk: { dictionary: `rischio, rischi, guasto, modalità di guasto, scenario, minaccia, problema` },
    effect: {
      dictionary: `mitigazione, impatto, probabilità, rilevamento, risposta, effetto, conseguenza, contromisura, comportamento, recupero, soluzione, gravità`,
    },
    data: {
      dictionary: `campo, campi, colonna, colonne, attribut*, entità, tabella, tabelle, chiave primaria, chiave esterna, enumerazione, proprietà, indice, tipo`,
    },
    contract: {
      dictionary: `richiesta, risposta, parametr*, argoment*, firma, ingresso, uscita, codice di uscita, corpo, metod*`,
    },
    command: { dictionary: `riga di comando, sottocomand*, linea di comando` },
    deterministic: {
      dictionary: `deterministic*, determinismo, idempotent*, riproducibil*, versione fissa, versioni fisse, versione fissata, versioni bloccate, bloccata alla versione, file di lock, seme fisso, funzione pura, funzioni pure, senza effetti collaterali, somma di controllo`,
    },
    "same-result": {
      dictionary: `stesso input, stessi input, stesso risultato, stessi risultati, stesso output`,
    },
    hedge: {
      dictionary: `consigliat*, raccomandat*, opzional*, potrebbe, potrebbero, considerare, se possibile, idealmente, preferibilmente, forse, in futuro`,
    },
    negation: { dictionary: `non, nessun, nessuna, nessuno, senza, mai, né` },
    nothing: { dictionary: `nessuno, nessuna` },
    "not-applicable": {
      dictionary: `non applicabile, non necessario, non richiesto, non si applica`,
    },
    "no-data-change": {
      dictionary: `senza persistenza, nessuna persistenza, nessuna modifica allo schema, nessuna nuova tabella, nessun database, nessuna migrazione, nessuna modifica al modello, senza database`,
    },
    "no-interface-change": {
      dictionary: `nessuna nuova api, nessun nuovo endpoint, nessuna nuova interfaccia, nessuna modifica alle api`,
    },
    "no-dependency": {
      dictionary: `nessuna dipendenza, nessuna nuova dipendenza, senza dipendenze, nessuna dipendenza esterna`,
    },
    reference: { dictionary: `vedi, vedere, si veda, descritto in, definito in, consultare` },
    test: { dictionary: `test*, verific*, valid*, copertura, controll*, mock*` },
    "test-kind": {
      dictionary: `unitari*, unità, integrazione, fumo, regressione, contratto, carico, accettazione, manual*, component*, prestazion*`,
    },
    library: { dictionary: `libreria, librerie, serviz*, pacchett*, modul*, immagin*, client` },
    code: {
      dictionary: `funzion*, classe, classi, modul*, script, component*, implement*, servizi*, codice`,
    },
    prompt: { dictionary: `modello linguistico` },
    open: { template: `da chiarire, da definire, da determinare, necessita chiarimento, da precisare` },
    settled: { dictionary: `risolt*, nessun, nessuna, senza, tutti, tutte, chiarit*` },
    filler: {
      dictionary: `nessuno, nessuna, sì, alto, medio, basso, alta, media, bassa, completato, in attesa`,
    },
  },
};
