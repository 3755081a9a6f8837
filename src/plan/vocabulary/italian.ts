import type { Vocabulary } from "./vocabulary.ts";

/** Italian. */
export const italian: Vocabulary = {
  language: "Italian",
  headings: {
    "data-models": {
      dictionary: `modello dati, modello dei dati, modelli dati, modelli di dati, struttura dati, strutture dati, schema, schema dati, schema del database, entità, modello di dominio, macchina a stati, definizione dei tipi, tabelle, formato dei dati, progettazione del database, progettazione dei dati, modello del database, schema di database, dizionario dei dati, tipi di dati, modello a oggetti, oggetti valore, formato del file, formato dei file, modello degli stati, modifiche allo schema, modello entità relazione, campi, architettura dei dati, modello di dati`,
      template: `entità principali, entità chiave`,
    },
    storage: { template: `archiviazione, persistenza, memorizzazione, database` },
    interfaces: {
      dictionary: `interfaccia, interfacce, progettazione api, design delle api, contratto, contratti, contratti api, endpoint, rotte, struttura dei comandi, comandi, firma, firme, protocollo, specifica delle api, specifica api, contratto api, contratti delle api, contratti di interfaccia, interfaccia pubblica, interfaccia a riga di comando, formato dei messaggi, punti di accesso, punti di ingresso, comandi cli, firme delle funzioni, progettazione delle interfacce, progettazione dell'api`,
      template: `componenti e interfacce`,
    },
    "error-handling": {
      dictionary: `gestione degli errori, gestione errori, strategia di errore, codici di errore, codici di uscita, gestione delle eccezioni, tentativi, ripristino, piano di rollback, tolleranza ai guasti, degrado, resilienza, gestione dei guasti, strategia di gestione degli errori, errori, messaggi di errore, eccezioni, politica dei tentativi, nuovi tentativi, piano di ripristino, strategia di ripristino, rollback, recupero, piano di recupero, piano di emergenza, codici di stato, degrado controllato, tolleranza agli errori`,
    },
    "failure-modes": {
      dictionary: `rischio, rischi, modalità di guasto, modalità di fallimento, modi di guasto, analisi dei rischi, valutazione dei rischi, scenari di guasto, scenari di errore, svantaggi, minacce, pericoli, problemi noti, punti di guasto, possibili guasti, cosa può andare storto, che cosa può andare storto, gestione dei rischi, matrice dei rischi, modi di fallimento`,
      template: `rischi e mitigazioni, rischi e mitigazione, rischi e contromisure, rischi e compromessi, rischi / compromessi`,
    },
    "edge-cases": { dictionary: `casi limite, casi particolari, limitazioni, casi estremi` },
    dependencies: {
      dictionary: `dipendenza, dipendenze, prerequisiti, servizi esterni, librerie, strumenti richiesti, dipendenze esterne, dipendenze interne, dipende da, servizi di terze parti, sistemi esterni, pacchetti, integrazioni, requisiti di sistema, nuove dipendenze, precondizioni, strumenti necessari`,
      template: `dipendenze principali, dipendenze primarie`,
    },
    stack: {
      dictionary: `stack tecnologico, stack tecnico, tecnologie, strumenti, framework, scelte tecnologiche, tecnologie utilizzate`,
    },
    testing: {
      dictionary: `test, strategia di test, piano di test, test unitari, collaudo, approccio ai test, casi di test, casi di prova, scenari di test, test di integrazione, strategia dei test, piano dei test, copertura dei test`,
    },
    verification: {
      dictionary: `verifica, validazione, criteri di accettazione, criteri di successo, criteri di validazione, definizione di fatto, criteri di uscita, scenari di accettazione, come verificare, convalida`,
    },
    deterministic: {
      dictionary: `determinismo, deterministico, riproducibilità, idempotenza, ripetibilità, deterministico dove possibile, deterministico quando possibile`,
    },
    "code-before-prompts": { template: `codice prima dei prompt, prima il codice` },
    "cli-first": {
      template: `prima la cli, cli prima, prima la riga di comando, riga di comando prima di tutto, cli per prima`,
    },
    principles: {
      template: `verifica della costituzione, principi, controllo della costituzione, conformità costituzionale, rispetto della costituzione, conformità alla costituzione, principi guida, principi di progettazione`,
    },
    architecture: {
      dictionary: `architettura, decisione, decisioni, decisioni di progetto, approccio tecnico, decisione sulla struttura, decisioni tecniche, progettazione, progetto tecnico, progettazione tecnica, progettazione di dettaglio, approccio, soluzione proposta, alternative, alternative considerate, opzioni considerate, motivazioni, giustificazione, conseguenze, compromessi, decisioni architetturali, decisioni di architettura, scelte progettuali`,
    },
    "open-questions": {
      dictionary: `domande aperte, questioni aperte, punti aperti, questioni irrisolte, domande in sospeso, questioni in sospeso, dubbi`,
    },
    none: {
      dictionary: `iniezione delle dipendenze, interfaccia utente, dipendenze tra attività, flusso dei dati, flusso di dati, progetto di test, obiettivi di prestazione, tipo di progetto, ambiente di test, dipendenze delle attività, dipendenze tra fasi, grafo delle dipendenze, gestione delle dipendenze, ordine di esecuzione, livello di rischio, interfaccia grafica, interfacce utente`,
    },
  },
  words: {
    failure: {
      dictionary: `errore, errori, fallisc*, fallit*, fallimento, eccezion*, guasto, guasti, timeout, scadut*, non disponibil*, non valid*, corrott*, mancant*, manca, mancano, non trovat*, non esiste, irraggiungibil*, negat*, conflitt*, supera*, sconosciut*, perso, persa, interrott*, cade, fuori servizio, interruzion*, non risponde, inesistent*, errat*, malformat*, satur*, esaurit*, rifiutat*, occupat*`,
    },
    reaction: {
      dictionary: `riprov*, nuovo tentativo, lancia*, solleva*, restituisc*, ritorna*, registra*, avvis*, interromp*, ferma*, salta*, ignora*, rifiut*, annulla*, riavvi*, notific*, propag*, ripiego, fallback, continua*, mostra*, ripristin*, degrad*, blocca*, isola*, termina*, risponde, rispondere, risposta, tentativo, in coda, ritenta*, tentativi, conserva*, mantiene, accoda*, scarta*, chiude, disattiv*, reindirizz*, allarme, riceve un avviso, riprende, segnal*`,
    },
    "error-strategy": {
      dictionary: `codice di errore, codici di errore, codice di uscita, codici di uscita, eccezione personalizzata, eccezioni personalizzate, fallire subito, backoff esponenziale, tipo di errore, degrado controllato, risposta di errore, codice di ritorno, codici di ritorno, attesa esponenziale, coda dei messaggi morti, interruttore automatico, modalità degradata`,
    },
    "health-check": { dictionary: `controllo di salute, controlli di salute, controllo di integrità` },
    risk: {
      dictionary: `rischio, rischi, guasto, modalità di guasto, scenario, minaccia, problema, pericolo, guasti, svantaggio, cosa può andare storto, modo di guasto`,
    },
    effect: {
      dictionary: `mitigazione, impatto, probabilità, rilevamento, risposta, effetto, conseguenza, contromisura, comportamento, recupero, soluzione, gravità, mitigazioni, misure, conseguenze, effetti, prevenzione, azione, azioni, rimedio, contromisure, soluzioni, cosa succede, che cosa succede, cosa si fa`,
    },
    data: {
      dictionary: `campo, campi, colonna, colonne, attribut*, entità, tabella, tabelle, chiave primaria, chiave esterna, enumerazione, proprietà, indice, tipo, numero intero, stringa, marca temporale, record, chiave univoca`,
    },
    contract: {
      dictionary: `richiesta, risposta, parametr*, argoment*, firma, ingresso, uscita, codice di uscita, corpo, metod*, intestazione, evento, endpoint*, codice di stato, standard input, standard output, carico utile`,
    },
    command: { dictionary: `riga di comando, sottocomand*, linea di comando` },
    deterministic: {
      dictionary: `deterministic*, determinismo, idempotent*, riproducibil*, versione fissa, versioni fisse, versione fissata, versioni bloccate, bloccata alla versione, file di lock, seme fisso, funzione pura, funzioni pure, senza effetti collaterali, somma di controllo, versioni esatte, versione esatta, versione bloccata, seme casuale fisso, byte per byte, bit per bit, lockfile, file lock`,
    },
    "same-result": {
      dictionary: `stesso input, stessi input, stesso risultato, stessi risultati, stesso output, sempre lo stesso, sempre la stessa, risultato identico, stessa uscita, stessi dati in ingresso`,
    },
    hedge: {
      dictionary: `consigliat*, raccomandat*, opzional*, potrebbe, potrebbero, considerare, se possibile, idealmente, preferibilmente, forse, in futuro`,
    },
    negation: { dictionary: `non, nessun, nessuna, nessuno, senza, mai, né` },
    nothing: { dictionary: `nessuno, nessuna` },
    "not-applicable": {
      dictionary: `non applicabile, non necessario, non richiesto, non si applica, non pertinente, non serve, non rilevante, non occorre`,
    },
    "no-data-change": {
      dictionary: `senza persistenza, nessuna persistenza, nessuna modifica allo schema, nessuna nuova tabella, nessun database, nessuna migrazione, nessuna modifica al modello, senza database, nessun dato viene salvato, nessun dato salvato, nessun dato memorizzato, non salva dati, non memorizza dati, schema invariato, lo schema non cambia, il modello dei dati non cambia, nessuna tabella nuova, senza nuove tabelle, senza nuova tabella, senza nuove colonne, senza nuova colonna, senza migrazioni, senza migrazione, senza nuova entità, senza nuove entità, nessuna nuove tabelle, nessuna nuove colonne, nessuna nuova colonna, nessuna migrazioni, nessuna nuova entità, nessuna nuove entità, zero nuove tabelle, zero nuova tabella, zero nuove colonne, zero nuova colonna, zero migrazioni, zero migrazione, zero nuova entità, zero nuove entità, non ci sono nuove tabelle, non ci sono nuova tabella, non ci sono nuove colonne, non ci sono nuova colonna, non ci sono migrazioni, non ci sono migrazione, non ci sono nuova entità, non ci sono nuove entità, senza modifiche allo schema, senza modifiche al database, nessuna modifica al database, nessun nuovo campo, nessun nuovo archivio, senza nuovi campi, senza persistenza nuova, schema non modificato, nessuna modifica al modello dei dati`,
    },
    "no-interface-change": {
      dictionary: `nessuna nuova api, nessun nuovo endpoint, nessuna nuova interfaccia, nessuna modifica alle api, interfaccia invariata, l'interfaccia non cambia, le api non cambiano, nessun endpoint nuovo, nessun nuovo comando, senza nuove api, senza nuovi endpoint, senza nuove interfacce, senza modifiche alle api, nessuna nuova rotta, senza nuove rotte, nessuna modifica all'api, nessuna modifica all'interfaccia, zero nuovi endpoint, api invariate, api invariata`,
    },
    "no-dependency": {
      dictionary: `nessuna dipendenza, nessuna nuova dipendenza, senza dipendenze, nessuna dipendenza esterna, nessuna libreria nuova, nessuna nuova libreria, senza dipendenze esterne, non ci sono dipendenze`,
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
