import type { Vocabulary } from "./vocabulary.ts";

/** German. */
export const german: Vocabulary = {
  language: "German",
  headings: {
    "data-models": {
      dictionary: `datenmodell*, datenstruktur*, schema, schemata, entität*, entitaet*, domänenmodell*, datenbankschema, datenbankdesign, tabellenstruktur, typdefinition*, zustandsmodell, zustandsautomat, datenformat*, datenarchitektur, datentypen, dateiformat, datenschicht, datenentwurf, datenbanktabellen, tabellen, wertobjekte, feldbeschreibung, felder, zustände, objektmodell, klassenmodell, fachmodell, datenbankmodell, datenvertrag, schemaänderung*, datenbankänderung*`,
      template: `wichtige entitäten, zentrale entitäten`,
    },
    storage: {
      template: `speicherung, speicher, persistenz, datenhaltung, datenspeicherung, datenbank, datenablage`,
    },
    interfaces: {
      dictionary: `schnittstelle*, api entwurf, api design, api vertrag, api verträge, endpunkt*, befehlsstruktur, kommandozeile, signatur*, vertrag, verträge, protokoll, kommandos, befehle, routen, api spezifikation, öffentliche schnittstelle, programmierschnittstelle, nachrichtenformat, kommandostruktur, befehlsübersicht, aufrufe, aufruf`,
      template: `komponenten und schnittstellen`,
    },
    "error-handling": {
      dictionary: `fehlerbehandlung*, ausnahmebehandlung, fehlerstrategie*, fehlercodes, exit codes, wiederholungsstrategie, wiederherstellung, rückfallebene, rollback*, fehlertoleranz, fehlerszenarien, umgang mit fehlern, behandlung von fehlern, fehlermeldungen, fehler, wiederholversuche, wiederholungen, wiederanlauf, rückabwicklung, rückfallplan, zurückrollen, rücksetzplan, ausnahmen, resilienz, degradierung, rückgabecodes`,
    },
    "failure-modes": {
      dictionary: `risiko*, risiken, risikobewertung*, risikoanalyse, fehlermodi, fehlerfälle, ausfallszenari*, fehlermöglichkeiten, gefahren, ausfallarten, ausfallmodi, versagensarten, nachteile, bedrohungen, störfälle, störungen, schwachstellen, was schiefgehen kann, was kann schiefgehen, bekannte probleme, ausfälle, fehlerbilder, versagensfälle`,
      template: `risiken und gegenmaßnahmen, risiken und maßnahmen, risiken und abwägungen, risiken / abwägungen, risiken und kompromisse`,
    },
    "edge-cases": { dictionary: `randfälle, grenzfälle, sonderfälle, einschränkungen` },
    dependencies: {
      dictionary: `abhängigkeit*, voraussetzung*, externe dienste, bibliotheken, fremdsysteme, benötigte werkzeuge, externe systeme, drittsysteme, drittanbieter, vorbedingung*, systemvoraussetzungen, pakete, benötigte bibliotheken, neue bibliotheken, anbindungen`,
      template: `primäre abhängigkeiten, hauptabhängigkeiten, wichtigste abhängigkeiten`,
    },
    stack: {
      dictionary: `technologie stack, technologiestack, technologien, techstack, eingesetzte technologien, technologieauswahl, technologiewahl, werkzeuge, frameworks, technischer stack`,
    },
    testing: {
      dictionary: `test*, teststrategie, testplan, testkonzept, testfälle, unit tests, qualitätssicherung, prüfkonzept, prüfplan`,
    },
    verification: {
      dictionary: `verifikation, verifizierung, validierung, abnahmekriterien, akzeptanzkriterien, erfolgskriterien, abnahme, prüfung, fertig wenn, definition of done, abnahmetest, nachweis, überprüfung, prüfkriterien`,
    },
    deterministic: {
      dictionary: `determinismus, deterministisch*, reproduzierbarkeit, idempotenz, wiederholbarkeit, determiniertheit`,
    },
    "code-before-prompts": { template: `code vor prompts, code statt prompts, erst code` },
    "cli-first": {
      template: `cli zuerst, cli vorrang, zuerst die kommandozeile, kommandozeile zuerst, cli first schnittstellen`,
    },
    principles: {
      template: `verfassungsprüfung, prinzipien, grundsätze, constitution prüfung, verfassungscheck, einhaltung der verfassung, prüfung der konstitution, konstitutionsprüfung, leitlinien`,
    },
    architecture: {
      dictionary: `architektur*, entwurfsentscheidung*, designentscheidung*, technischer ansatz, lösungsansatz, technische entscheidungen, strukturentscheidung, entscheidungen, entscheidung, lösungsentwurf, technischer entwurf, systementwurf, entwurf, alternativen, verworfene alternativen, betrachtete alternativen, betrachtete optionen, begründung, konsequenzen, abwägungen, lösungsstrategie`,
    },
    "open-questions": {
      dictionary: `offene fragen, offene punkte, ungeklärt*, offene themen, klärungsbedarf`,
    },
    none: {
      dictionary: `abhängigkeitsinjektion, benutzerschnittstelle, benutzeroberfläche, aufgabenabhängigkeiten, datenfluss, testprojekt, testumgebung, leistungsziele, projekttyp, abhängigkeiten zwischen aufgaben, aufgabenabhängigkeit, abhängigkeitsgraph, phasenabhängigkeiten, ausführungsreihenfolge, risikostufe, benutzeroberflächen, nutzeroberfläche`,
    },
  },
  words: {
    failure: {
      dictionary: `fehler*, fehlgeschlagen*, fehlschl*, schlägt, scheitert, ausnahme*, absturz, abstürze, zeitüberschreitung, ungültig*, beschädigt*, fehlt, fehlen, fehlend*, nicht gefunden, nicht erreichbar, nicht verfügbar, ausfall*, abgelehnt, konflikt*, überschr*, unbekannt*, defekt*, verletz*, verstöß*, fällt aus, ausgefallen*, abgestürzt, stürzt ab, abgelaufen*, läuft ab, unterbroch*, abbricht, verloren*, nicht vorhanden, existiert nicht, antwortet nicht, störung*, überlast*, timeout*, zeitlimit, unerreichbar*, unzulässig*`,
    },
    reaction: {
      dictionary: `wiederhol*, erneut*, wirft, geworfen, werfen, zurückgegeben, gibt zurück, protokolliert*, loggt, geloggt, warn*, bricht, abbruch, abgebrochen, stoppt, gestoppt, übersprung*, überspring*, ignorier*, ablehn*, abgewiesen, zurückroll*, zurückgerollt, rückfall*, fällt zurück, neustart*, neu gestartet, meldet, gemeldet, meldung*, beendet, begrenzt, isoliert*, weitergereicht, benachrichtig*, wiederherstell*, wiederhergestellt, fortgesetzt, antwort*, liefert, verhindert, zwangsterminierung, versucht, versuche, verwirft, verworfen*, gesperrt, sperrt, blockiert*, bleibt, behält, zeigt, angezeigt, abgelehnt, lehnt, weist ab, geht weiter, läuft weiter, setzt fort, stellt wieder her, gibt aus, alarmiert, springt ein, übernimmt`,
    },
    "error-strategy": {
      dictionary: `fehlercode*, exitcode*, eigene ausnahme*, exponentiell*, fehlertyp*, fehlerklasse*, fehlerantwort*, fehlerisolation, isolierte fehlerbehandlung, isolierter fehlerbehandlung, rückgabecode*, beendigungscode*, exit code*, sofort abbrechen, totbriefkasten, notbetrieb`,
    },
    "health-check": { dictionary: `gesundheitsprüfung*, zustandsprüfung*` },
    risk: {
      dictionary: `risiko, risiken, fehlermodus, ausfall, ausfallszenario, fehlerfall, gefahr, problem, szenario, fehlerbild, gefährdung, störfall, störung, bedrohung, was schiefgehen kann`,
    },
    effect: {
      dictionary: `gegenmaßnahme*, maßnahme*, auswirkung*, eintrittswahrscheinlichkeit, wahrscheinlichkeit, erkennung, verhalten, behebung, abhilfe, minderung, folge, folgen, reaktion, schadenshöhe, mitigation, schweregrad, vorgehen, lösung, lösungsweg, umgang, schaden, absicherung, vorbeugung, entdeckung, wirkung, was passiert dann, was geschieht dann, was dann`,
    },
    data: {
      dictionary: `feld*, spalte*, attribut*, entität*, tabelle*, aufzählung, primärschlüssel, fremdschlüssel, eigenschaft*, datentyp, index, typ, datensatz, datensätze, ganzzahl*, zeichenkette*, zeitstempel, datum, beziehung, pflichtfeld*`,
    },
    contract: {
      dictionary: `anfrage, antwort, parameter, argument*, rückgabe*, endpunkt*, signatur*, eingabe*, ausgabe*, rumpf, statuscode, rückgabewert, methode*, aufruf*, nutzlast, kopfzeile, ereignis, standardeingabe, standardausgabe, schnittstelle*`,
    },
    command: {
      dictionary: `kommandozeile*, unterbefehl*, befehlszeile*, cli befehl*, kommandozeilenwerkzeug`,
    },
    deterministic: {
      dictionary: `deterministisch*, determinismus, idempoten*, reproduzierbar*, gepinnt*, fixiert*, festgelegte version, feste version, festgeschrieben, lockfile, sperrdatei, startwert, reine funktion*, seiteneffektfrei*, ohne seiteneffekte, prüfsumme*, nebenwirkungsfrei*, bitgenau, byteweise, bytegleich*, fester startwert, festem startwert, feste versionen, fest verdrahtete version, versionssperre, festgenagelt`,
    },
    "same-result": {
      dictionary: `gleiche eingabe, gleiches ergebnis, dieselbe ausgabe, identische ergebnisse, gleiche ausgabe, gleiche ergebnisse, dasselbe ergebnis, derselben eingabe, dieselbe eingabe, immer gleich, gleichen eingaben`,
    },
    hedge: {
      dictionary: `empfohlen, empfehl*, optional, eventuell, möglicherweise, könnte*, sollte erwogen, nach möglichkeit, idealerweise, später, vielleicht, ggf`,
    },
    negation: { dictionary: `nicht, kein*, ohne, nie, niemals, weder` },
    nothing: { dictionary: `keine, kein` },
    "not-applicable": {
      dictionary: `entfällt, nicht zutreffend, nicht anwendbar, nicht erforderlich, nicht nötig, nicht relevant, n/a, trifft nicht zu, nicht betroffen, nicht notwendig, wird nicht benötigt, nicht benötigt, entfällt hier, kein bedarf`,
    },
    "no-data-change": {
      dictionary: `keine persistenz, keine datenbankänderung*, keine schemaänderung*, keine neuen tabellen, keine neuen entitäten, keine migration*, kein datenmodell, keine datenbank, keine änderung am datenmodell, keine neuen datenmodelle, es werden keine daten gespeichert, keine daten gespeichert, speichert keine daten, speichert nichts, schema bleibt unverändert, datenmodell bleibt unverändert, keine neue tabelle, keine neuen spalten, keine neuen felder, keine migrationen, keine schemaänderungen, keine schemaänderung, keine datenbankmigration, keine datenbankmigrationen, ohne neuen tabellen, ohne neuen spalten, ohne neuen felder, ohne migrationen, ohne schemaänderungen, ohne schemaänderung, ohne datenbankmigration, ohne datenbankmigrationen, null neuen tabellen, null neuen spalten, null neuen felder, null migrationen, null schemaänderungen, null schemaänderung, null datenbankmigration, null datenbankmigrationen, kein neuer speicher, keine neue speicherung, keine neue spalte, keine neue entität, ohne migration, ohne datenbankänderung*, kein neues schema, kein neues datenmodell, schema unverändert, datenmodell unverändert, keine änderung am schema, keine änderungen am schema, keine änderungen am datenmodell, keine änderung an der datenbank, keine änderungen an der datenbank`,
    },
    "no-interface-change": {
      dictionary: `keine neuen schnittstellen, keine neue api, keine neuen apis, keine neuen endpunkte, keine api änderung*, keine schnittstellenänderung*, schnittstelle bleibt unverändert, schnittstellen bleiben unverändert, api bleibt unverändert, keine neuen befehle, keine neue schnittstelle, ohne neue endpunkte, ohne neue schnittstelle*, kein neuer endpunkt, kein neuer befehl, keine änderung an der api, keine änderungen an der api, keine änderung der api, keine änderungen an schnittstellen, keine änderung an schnittstellen, keine änderungen an exports, keine öffentliche api änderung, öffentliche api bleibt unverändert, öffentliche api unverändert, api unverändert, schnittstelle unverändert, keine änderungen an der schnittstelle, keine neuen routen`,
    },
    "no-dependency": {
      dictionary: `keine neuen abhängigkeiten, keine externen abhängigkeiten, keine abhängigkeiten, keine laufzeitabhängigkeit*, keine zusätzlichen abhängigkeiten, keine weiteren abhängigkeiten, ohne externe abhängigkeiten, ohne abhängigkeiten, keine neue abhängigkeit, keine neuen bibliotheken`,
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
