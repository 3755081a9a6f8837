import type { Vocabulary } from "./vocabulary.ts";

/** German. */
export const german: Vocabulary = {
  language: "German",
  headings: {
    "data-models": {
      dictionary: `datenmodell*, datenstruktur*, schema, schemata, entität*, entitaet*, domänenmodell*, datenbankschema, datenbankdesign, tabellenstruktur, typdefinition*, zustandsmodell, zustandsautomat, datenformat*, datenarchitektur, datentypen, dateiformat, datenschicht`,
    },
    storage: {
      template: `speicherung, speicher, persistenz, datenhaltung, datenspeicherung, datenbank, datenablage`,
    },
    interfaces: {
      dictionary: `schnittstelle*, api entwurf, api design, api vertrag, api verträge, endpunkt*, befehlsstruktur, kommandozeile, signatur*, vertrag, verträge, protokoll, kommandos, befehle, routen`,
    },
    "error-handling": {
      dictionary: `fehlerbehandlung*, ausnahmebehandlung, fehlerstrategie*, fehlercodes, exit codes, wiederholungsstrategie, wiederherstellung, rückfallebene, rollback*, fehlertoleranz, fehlerszenarien`,
    },
    "failure-modes": {
      dictionary: `risiko*, risiken, risikobewertung*, risikoanalyse, fehlermodi, fehlerfälle, ausfallszenari*, fehlermöglichkeiten, gefahren, ausfallarten, ausfallmodi, versagensarten`,
    },
    "edge-cases": { dictionary: `randfälle, grenzfälle, sonderfälle, einschränkungen` },
    dependencies: {
      dictionary: `abhängigkeit*, voraussetzung*, externe dienste, bibliotheken, fremdsysteme, benötigte werkzeuge`,
      template: `primäre abhängigkeiten, hauptabhängigkeiten, wichtigste abhängigkeiten`,
    },
    stack: {
      dictionary: `technologie stack, technologiestack, technologien, techstack, eingesetzte technologien`,
    },
    testing: {
      dictionary: `test*, teststrategie, testplan, testkonzept, testfälle, unit tests, qualitätssicherung`,
    },
    verification: {
      dictionary: `verifikation, verifizierung, validierung, abnahmekriterien, akzeptanzkriterien, erfolgskriterien, abnahme, prüfung`,
    },
    deterministic: { dictionary: `determinismus, deterministisch*, reproduzierbarkeit, idempotenz` },
    "code-before-prompts": { template: `code vor prompts` },
    "cli-first": { template: `cli zuerst, cli vorrang` },
    principles: {
      template: `verfassungsprüfung, prinzipien, grundsätze, constitution prüfung, verfassungscheck`,
    },
    architecture: {
      dictionary: `architektur*, entwurfsentscheidung*, designentscheidung*, technischer ansatz, lösungsansatz, technische entscheidungen, strukturentscheidung, entscheidungen`,
    },
    "open-questions": { dictionary: `offene fragen, offene punkte, ungeklärt*` },
    none: {
      dictionary: `abhängigkeitsinjektion, benutzerschnittstelle, benutzeroberfläche, aufgabenabhängigkeiten, datenfluss, testprojekt, testumgebung, leistungsziele, projekttyp`,
    },
  },
  words: {
    failure: {
      dictionary: `fehler*, fehlgeschlagen*, fehlschl*, schlägt, scheitert, ausnahme*, absturz, abstürze, zeitüberschreitung, ungültig*, beschädigt*, fehlt, fehlen, fehlend*, nicht gefunden, nicht erreichbar, nicht verfügbar, ausfall*, abgelehnt, konflikt*, überschr*, unbekannt*, defekt*, verletz*, verstöß*`,
    },
    reaction: {
      dictionary: `wiederhol*, erneut*, wirft, geworfen, werfen, zurückgegeben, gibt zurück, protokolliert*, loggt, geloggt, warn*, bricht, abbruch, abgebrochen, stoppt, gestoppt, übersprung*, überspring*, ignorier*, ablehn*, abgewiesen, zurückroll*, zurückgerollt, rückfall*, fällt zurück, neustart*, neu gestartet, meldet, gemeldet, meldung*, beendet, begrenzt, isoliert*, weitergereicht, benachrichtig*, wiederherstell*, wiederhergestellt, fortgesetzt, antwortet, liefert, verhindert, zwangsterminierung`,
    },
    "error-strategy": {
      dictionary: `fehlercode*, exitcode*, eigene ausnahme*, exponentiell*, fehlertyp*, fehlerklasse*, fehlerantwort*, fehlerisolation, isolierte fehlerbehandlung, isolierter fehlerbehandlung`,
    },
    "health-check": { dictionary: `gesundheitsprüfung*, zustandsprüfung*` },
    risk: {
      dictionary: `risiko, risiken, fehlermodus, ausfall, ausfallszenario, fehlerfall, gefahr, problem, szenario, fehlerbild`,
    },
    effect: {
      dictionary: `gegenmaßnahme*, maßnahme*, auswirkung*, eintrittswahrscheinlichkeit, wahrscheinlichkeit, erkennung, verhalten, behebung, abhilfe, minderung, folge, folgen, reaktion, schadenshöhe, mitigation`,
    },
    data: {
      dictionary: `feld*, spalte*, attribut*, entität*, tabelle*, aufzählung, primärschlüssel, fremdschlüssel, eigenschaft*, datentyp, index, typ`,
    },
    contract: {
      dictionary: `anfrage, antwort, parameter, argument*, rückgabe*, endpunkt*, signatur*, eingabe*, ausgabe*, rumpf, statuscode, rückgabewert, methode*`,
    },
    command: {
      dictionary: `kommandozeile*, unterbefehl*, befehlszeile*, cli befehl*, kommandozeilenwerkzeug`,
    },
    deterministic: {
      dictionary: `deterministisch*, determinismus, idempoten*, reproduzierbar*, gepinnt*, fixiert*, festgelegte version, feste version, festgeschrieben, lockfile, sperrdatei, startwert, reine funktion*, seiteneffektfrei*, ohne seiteneffekte, prüfsumme*, nebenwirkungsfrei*`,
    },
    "same-result": {
      dictionary: `gleiche eingabe, gleiches ergebnis, dieselbe ausgabe, identische ergebnisse, gleiche ausgabe`,
    },
    hedge: {
      dictionary: `empfohlen, empfehl*, optional, eventuell, möglicherweise, könnte*, sollte erwogen, nach möglichkeit, idealerweise, später, vielleicht, ggf`,
    },
    negation: { dictionary: `nicht, kein*, ohne, nie, niemals, weder` },
    nothing: { dictionary: `keine, kein` },
    "not-applicable": {
      dictionary: `entfällt, nicht zutreffend, nicht anwendbar, nicht erforderlich, nicht nötig, nicht relevant, n/a, trifft nicht zu, nicht betroffen`,
    },
    "no-data-change": {
      dictionary: `keine persistenz, keine datenbankänderung*, keine schemaänderung*, keine neuen tabellen, keine neuen entitäten, keine migration*, kein datenmodell, keine datenbank, keine änderung am datenmodell, keine neuen datenmodelle`,
    },
    "no-interface-change": {
      dictionary: `keine neuen schnittstellen, keine neue api, keine neuen apis, keine neuen endpunkte, keine api änderung*, keine schnittstellenänderung*`,
    },
    "no-dependency": {
      dictionary: `keine neuen abhängigkeiten, keine externen abhängigkeiten, keine abhängigkeiten, keine laufzeitabhängigkeit*, keine zusätzlichen abhängigkeiten, keine weiteren abhängigkeiten`,
    },
    reference: { dictionary: `siehe, vgl, dokumentiert in, beschrieben in, definiert in` },
    test: {
      dictionary: `test*, prüf*, verifizier*, validier*, abdeckung, testabdeckung, sicherstell*, testbar`,
    },
    "test-kind": {
      dictionary: `unit*, komponententest*, integrationstest*, ende zu ende, rauchtest*, regressionstest*, lasttest*, abnahmetest*, manuell*, vertragstest*, systemtest*, leistungstest*`,
    },
    library: {
      dictionary: `bibliothek*, rahmenwerk*, dienst*, paket*, erweiterung*, treiber, modul*, abbild*`,
    },
    code: {
      dictionary: `funktion*, klasse*, modul*, skript*, komponente*, implementier*, umsetzung, dienst*, programmcode, gradle`,
    },
    prompt: { dictionary: `sprachmodell*` },
    open: {
      template: `klärungsbedarf, klärung nötig, zu klären, noch offen, noch zu klären, muss geklärt werden, noch festzulegen`,
    },
    settled: { dictionary: `geklärt, gelöst, alle, keine, kein, ohne, erledigt` },
    filler: { dictionary: `entfällt, ja, nein, hoch, mittel, niedrig, offen, erledigt, keine, erfüllt` },
  },
};
