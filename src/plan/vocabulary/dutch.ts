import type { Vocabulary } from "./vocabulary.ts";

/** Dutch. */
export const dutch: Vocabulary = {
  language: "Dutch",
  headings: {
    "data-models": {
      dictionary: `datamodel, datamodellen, gegevensmodel, gegevensmodellen, datastructuur, datastructuren, gegevensstructuur, gegevensstructuren, schema, schema's, databaseschema, databaseontwerp, entiteit, entiteiten, domeinmodel, tabellen, typedefinities, gegevenstypen, datatypes, toestandsmodel, toestandsmachine, bestandsformaat, gegevensformaat, data architectuur`,
      template: `belangrijkste entiteiten, kernentiteiten`,
    },
    storage: { template: `opslag, gegevensopslag, dataopslag, databank, persistentie, gegevens` },
    interfaces: {
      dictionary: `interface, interfaces, koppelvlak, koppelvlakken, api ontwerp, ontwerp van de api, api contract, api contracten, contract, contracten, eindpunt, eindpunten, routes, signatuur, signaturen, opdrachten, commando's, opdrachtstructuur, commandostructuur, protocol, berichtformaat`,
      template: `componenten en interfaces`,
    },
    "error-handling": {
      dictionary: `foutafhandeling, foutbehandeling, afhandeling van fouten, omgaan met fouten, foutstrategie, uitzonderingen, afhandeling van uitzonderingen, foutcodes, foutmeldingen, afsluitcodes, statuscodes, nieuwe pogingen, herhaalpogingen, terugdraaien, terugdraaiplan, terugvalplan, terugvalscenario, fouttolerantie, veerkracht, herstel, herstelstrategie, degradatie`,
    },
    "failure-modes": {
      dictionary: `risico, risico's, risicoanalyse, risicobeoordeling, risicobeheer, faalwijze, faalwijzen, faalmodus, faalmodi, faalscenario's, faalscenario, storingsscenario's, uitvalscenario's, bedreigingen, bekende problemen, wat kan er misgaan, wat kan er fout gaan, nadelen`,
      template: `risico's en maatregelen, risico's en mitigatie, risico's en mitigaties, risico's en afwegingen`,
    },
    "edge-cases": { dictionary: `randgevallen, grensgevallen, uitzonderingsgevallen, beperkingen` },
    dependencies: {
      dictionary: `afhankelijkheid, afhankelijkheden, externe afhankelijkheden, interne afhankelijkheden, vereisten vooraf, randvoorwaarden, voorwaarden vooraf, externe diensten, externe systemen, bibliotheken, pakketten, benodigde tools, benodigdheden`,
      template: `primaire afhankelijkheden, belangrijkste afhankelijkheden, nieuwe afhankelijkheden`,
    },
    stack: {
      dictionary: `technologiestack, technologische stack, technische stack, technologie stack, technologieën, gebruikte technologieën, raamwerken`,
    },
    testing: {
      dictionary: `test, tests, testen, teststrategie, testplan, testaanpak, testgevallen, testscenario's, unittests, integratietests, kwaliteitsborging`,
    },
    verification: {
      dictionary: `verificatie, validatie, controle, acceptatiecriteria, succescriteria, acceptatie, kwaliteitscontrole`,
    },
    deterministic: {
      dictionary: `determinisme, deterministisch, reproduceerbaarheid, idempotentie, herhaalbaarheid`,
    },
    "code-before-prompts": { template: `code voor prompts, code vóór prompts, eerst code` },
    "cli-first": { template: `cli eerst, eerst de cli, cli voorop` },
    principles: {
      template: `controle van de grondwet, grondwetcontrole, grondwettoets, toets aan de grondwet, constitutiecheck, constitutie controle, principes, ontwerpprincipes, uitgangspunten`,
    },
    architecture: {
      dictionary: `architectuur, architectuurbeslissing, architectuurbeslissingen, ontwerpbeslissingen, ontwerpkeuzes, technische beslissingen, beslissing, beslissingen, besluit, besluiten, technische aanpak, aanpak, ontwerp, alternatieven, overwogen alternatieven, afwegingen, onderbouwing, gevolgen`,
      template: `structuurbeslissing, architectuuroverzicht`,
    },
    "open-questions": { dictionary: `open vragen, openstaande vragen, openstaande punten, open punten` },
    none: {
      dictionary: `dependency injectie, injectie van afhankelijkheden, gebruikersinterface, taakafhankelijkheden, afhankelijkheden tussen taken, faseafhankelijkheden, uitvoeringsvolgorde, gegevensstroom, datastroom, testproject, testomgeving, prestatiedoelen, projecttype, risiconiveau`,
    },
  },
  words: {
    failure: {
      dictionary: `fout, fouten, foutief, foutieve, mislukt*, mislukk*, uitzondering*, storing*, uitval, valt uit, uitgevallen, crasht, verlopen, verloopt, niet beschikbaar, onbeschikbaar, ongeldig*, beschadigd*, ontbreekt, ontbreken*, ontbrekend*, niet gevonden, bestaat niet, onbereikbaar*, antwoordt niet, geweigerd, conflict*, overschrijd*, overschreden, onbekend*, verloren, defect*, afgebroken`,
    },
    reaction: {
      dictionary: `opnieuw, herhaal*, herhaald, nieuwe poging, drie pogingen, pogingen, gooit, werpt, geeft terug, teruggeven, retourneert, logt, gelogd, loggen, waarschuw*, gewaarschuwd, breekt af, afbreken, stopt, gestopt, overgeslagen, slaat over, overslaan, negeer*, genegeerd, weiger*, wijst af, afgewezen, teruggedraaid, draait terug, terugdraaien, valt terug, terugval*, herstart*, meldt, gemeld, melding*, informeert, herstelt, hersteld, gaat door, gaat verder, toont, getoond, blokkeer*, geblokkeerd, annuleer*, geannuleerd, isoleer*`,
    },
    "error-strategy": {
      dictionary: `foutcode, foutcodes, afsluitcode, afsluitcodes, foutmelding met code, fouttype, fouttypen, exponentiële vertraging, exponentiële backoff, stroomonderbreker, foutantwoord, eigen uitzondering, snel falen`,
    },
    "health-check": { dictionary: `gezondheidscontrole, statuscontrole, gezondheidscheck` },
    risk: {
      dictionary: `risico, risico's, faalwijze, storing, scenario, bedreiging, probleem, gevaar, wat kan er misgaan`,
    },
    effect: {
      dictionary: `gevolg, gevolgen, effect, impact, invloed, maatregel*, mitigatie*, beperking, tegenmaatregel*, kans, waarschijnlijkheid, detectie, reactie, oplossing, gedrag, herstel, ernst, aanpak, wat gebeurt er, wat dan, hoe merken we het, hoe te merken`,
    },
    data: {
      dictionary: `veld, velden, kolom, kolommen, attribuut, attributen, entiteit*, tabel, tabellen, primaire sleutel, vreemde sleutel, opsomming, eigenschap*, index, type, record, geheel getal, tijdstempel`,
    },
    contract: {
      dictionary: `verzoek, verzoeken, aanvraag, antwoord, antwoorden, parameter*, argument*, eindpunt*, signatuur, invoer, uitvoer, berichtinhoud, methode, functie, gebeurtenis, afsluitcode, poort`,
    },
    command: {
      dictionary: `opdrachtregel, commandoregel, opdrachtprompt, subopdracht*, subcommando*, commando, commando's`,
    },
    deterministic: {
      dictionary: `deterministisch*, determinisme, idempoten*, reproduceerba*, vastgepind*, vastgezet*, vaste versie*, vergrendelde versie*, vaste seed, vast startgetal, vaste beginwaarde, zuivere functie*, pure functie*, zonder bijwerkingen, zonder neveneffecten, controlegetal, controlesom*`,
    },
    "same-result": {
      dictionary: `dezelfde invoer, dezelfde uitvoer, hetzelfde resultaat, dezelfde resultaten, identiek resultaat, zelfde resultaat`,
    },
    hedge: {
      dictionary: `misschien, eventueel, aanbevol*, optione*, zou kunnen, zouden kunnen, overweeg*, overwegen, indien mogelijk, waar mogelijk, bij voorkeur, idealiter, later, in de toekomst, mogelijk, waarschijnlijk`,
    },
    negation: { dictionary: `niet, geen, zonder, nooit, niets` },
    nothing: { dictionary: `geen, niets` },
    "not-applicable": {
      dictionary: `niet van toepassing, nvt, n.v.t, niet nodig, niet vereist, niet relevant, overbodig`,
    },
    "no-data-change": {
      dictionary: `geen nieuwe tabel, geen nieuwe tabellen, geen schemawijziging*, geen wijziging in het schema, schema blijft gelijk, geen database, geen databank, zonder database, geen opslag, er wordt niets opgeslagen, geen gegevens opgeslagen, geen migratie*, geen nieuw datamodel, datamodel blijft gelijk, geen nieuwe kolommen, geen nieuwe kolom, geen nieuwe entiteiten, geen migraties, geen migratie, geen schemawijzigingen, geen nieuwe velden, geen nieuwe opslag, zonder nieuwe tabellen, zonder nieuwe tabel, zonder nieuwe kolommen, zonder nieuwe kolom, zonder nieuwe entiteiten, zonder migraties, zonder migratie, zonder schemawijzigingen, zonder nieuwe velden, zonder nieuwe opslag, nul nieuwe tabellen, nul nieuwe tabel, nul nieuwe kolommen, nul nieuwe kolom, nul nieuwe entiteiten, nul migraties, nul migratie, nul schemawijzigingen, nul nieuwe velden, nul nieuwe opslag, geen wijzigingen in het schema, geen wijzigingen in de database, het schema verandert niet, schema ongewijzigd, datamodel ongewijzigd`,
    },
    "no-interface-change": {
      dictionary: `geen nieuwe api, geen nieuwe api's, geen nieuwe eindpunten, geen nieuwe endpoints, geen api wijziging*, geen nieuwe interface*, interface blijft gelijk, api blijft gelijk, zonder nieuwe eindpunten, zonder nieuwe endpoints, geen nieuwe routes, zonder nieuwe api, geen wijzigingen in de api, geen wijziging in de api, api ongewijzigd, interface ongewijzigd, de api verandert niet, geen nieuwe opdrachten`,
    },
    "no-dependency": {
      dictionary: `geen afhankelijkheden, geen nieuwe afhankelijkheden, geen externe afhankelijkheden, zonder afhankelijkheden, geen extra afhankelijkheden`,
    },
    reference: { dictionary: `zie, beschreven in, vastgelegd in, gedefinieerd in, te vinden in` },
    test: {
      dictionary: `test*, getest*, controleer*, gecontroleerd, verifi*, valide*, dekking, testdekking, mock*`,
    },
    "test-kind": {
      dictionary: `unittest*, integratietest*, integratie, regressietest*, regressie, rooktest*, belastingtest*, acceptatietest*, contracttest*, handmatig*, componenttest*, systeemtest*, prestatietest*, functionele test*`,
    },
    library: {
      dictionary: `bibliothe*, raamwerk*, pakket, pakketten, dienst, diensten, module, modules, invoegtoepassing*, uitbreiding*, stuurprogramma*`,
    },
    code: {
      dictionary: `functie*, klasse, klassen, module, modules, script*, component*, implementeer*, implementatie van, broncode, dienst, migratie*, herschrijf*`,
    },
    prompt: { dictionary: `taalmodel, taalmodellen` },
    open: {
      template: `nader te bepalen, nog te bepalen, te bepalen, ntb, n.t.b, verduidelijking nodig, nog te verduidelijken, nog in te vullen, nog uit te zoeken, te bevestigen`,
    },
    settled: { dictionary: `opgelost*, verduidelijkt*, geen, alle, alles, zonder, beantwoord*, afgehandeld` },
    filler: {
      dictionary: `geen, ja, nee, hoog, gemiddeld, middel, laag, klaar, gereed, afgerond, nvt, n.v.t, niet van toepassing, voldaan, akkoord`,
    },
  },
};
