import type { Vocabulary } from "./vocabulary.ts";

/** Polish. */
export const polish: Vocabulary = {
  language: "Polish",
  headings: {
    "data-models": {
      dictionary: `model danych, modele danych, modelu danych, struktura danych, struktury danych, schemat danych, schemat bazy, schemat bazy danych, schemat, encje, encja, model domeny, model dziedziny, tabele, definicje typów, typy danych, maszyna stanów, model stanów, format danych, format pliku, architektura danych, projekt danych, projekt bazy danych`,
      template: `kluczowe encje, główne encje`,
    },
    storage: {
      template: `przechowywanie, przechowywanie danych, magazyn danych, baza danych, trwałość, dane, składowanie`,
    },
    interfaces: {
      dictionary: `interfejs, interfejsy, interfejsów, projekt api, projekt interfejsu, kontrakt, kontrakty, kontrakt api, kontrakty api, specyfikacja api, punkty końcowe, punkt końcowy, endpointy, trasy, ścieżki api, sygnatura, sygnatury, polecenia, komendy, struktura poleceń, protokół, format komunikatów`,
      template: `komponenty i interfejsy`,
    },
    "error-handling": {
      dictionary: `obsługa błędów, obsługi błędów, obsługa wyjątków, strategia obsługi błędów, kody błędów, kody wyjścia, kody powrotu, kody statusu, ponawianie, ponowienia, polityka ponowień, ponowne próby, wycofanie, plan wycofania, plan wycofania zmian, strategia wycofania, odporność, odporność na awarie, odporność na błędy, odzyskiwanie, przywracanie, degradacja, błędy`,
    },
    "failure-modes": {
      dictionary: `ryzyko, ryzyka, analiza ryzyka, ocena ryzyka, zarządzanie ryzykiem, tryby awarii, rodzaje awarii, scenariusze awarii, możliwe awarie, zagrożenia, znane problemy, co może pójść nie tak, wady`,
      template: `ryzyka i mitygacje, ryzyko i mitygacja, ryzyka i środki zaradcze, ryzyka i kompromisy, zagrożenia i środki zaradcze`,
    },
    "edge-cases": { dictionary: `przypadki brzegowe, przypadki graniczne, przypadki skrajne, ograniczenia` },
    dependencies: {
      dictionary: `zależność, zależności, zależności zewnętrzne, zależności wewnętrzne, wymagania wstępne, warunki wstępne, usługi zewnętrzne, systemy zewnętrzne, zewnętrzne usługi, biblioteki, pakiety, wymagane narzędzia`,
      template: `główne zależności, podstawowe zależności, kluczowe zależności, nowe zależności`,
    },
    stack: {
      dictionary: `stos technologiczny, stos techniczny, technologie, użyte technologie, frameworki, narzędzia`,
    },
    testing: {
      dictionary: `test, testy, testów, testowanie, strategia testów, strategia testowania, plan testów, scenariusze testowe, przypadki testowe, testy jednostkowe, testy integracyjne, podejście do testowania, zapewnienie jakości, zapewnianie jakości`,
    },
    verification: {
      dictionary: `weryfikacja, walidacja, sprawdzenie, kryteria akceptacji, kryteria akceptacyjne, kryteria sukcesu, kryteria odbioru, odbiór`,
    },
    deterministic: {
      dictionary: `determinizm, deterministyczność, deterministycznie, powtarzalność, odtwarzalność, idempotentność, idempotencja`,
    },
    "code-before-prompts": { template: `kod przed promptami, najpierw kod` },
    "cli-first": {
      template: `najpierw cli, cli na pierwszym miejscu, przede wszystkim cli, najpierw wiersz poleceń`,
    },
    principles: {
      template: `sprawdzenie konstytucji, weryfikacja konstytucji, zgodność z konstytucją, kontrola konstytucji, zasady, zasady projektowe, pryncypia`,
    },
    architecture: {
      dictionary: `architektura, architektury, decyzja, decyzje, decyzje architektoniczne, decyzja architektoniczna, decyzje projektowe, decyzje techniczne, kluczowe decyzje, podejście, podejście techniczne, alternatywy, rozważane alternatywy, rozważone alternatywy, kompromisy, uzasadnienie, konsekwencje`,
      template: `decyzja o strukturze, decyzja dotycząca struktury, przegląd architektury`,
    },
    "open-questions": { dictionary: `otwarte pytania, pytania otwarte, kwestie otwarte, otwarte kwestie` },
    none: {
      dictionary: `wstrzykiwanie zależności, interfejs użytkownika, zależności między zadaniami, zależności zadań, graf zależności, zarządzanie zależnościami, kolejność wykonania, przepływ danych, projekt testowy, środowisko testowe, cele wydajnościowe, typ projektu, poziom ryzyka`,
    },
  },
  words: {
    failure: {
      dictionary: `błąd, błęd*, niepowodzen*, awari*, wyjątek, wyjątk*, przekroczen*, przekrocz*, upłynął, niedostępn*, nieprawidłow*, niepoprawn*, nieważn*, uszkodz*, brakuje, brakując*, nie znaleziono, nie istnieje, nieistniejąc*, nie odpowiada, nie udało, nie powiedzie, nie uda się, utrat*, utracon*, odmow*, konflikt*, nieznan*, wygasł*, zabronion*, nieosiągaln*`,
    },
    reaction: {
      dictionary: `ponawia*, ponowi*, ponown*, rzuca*, zgłasza*, zwraca*, zwróć, loguje*, zapisywan*, zapisz w logu, do logu, w logu, ostrzeż*, ostrzeg*, przerywa*, przerwan*, zatrzym*, pomija*, pominię*, ignoruj*, ignorow*, odrzuc*, wycof*, restart*, powiadam*, powiadom*, przywrac*, przywróc*, kontynuu*, kończy się, zakończ*, wyświetla*, pokazuj*, blokuj*, anuluj*, degraduj*, przełącza*, izoluj*`,
    },
    "error-strategy": {
      dictionary: `kod błędu, kody błędów, kod wyjścia, kody wyjścia, kodem wyjścia, kodem błędu, z kodem, typ błędu, typy błędów, wykładnicze opóźnienie, opóźnieniem wykładniczym, bezpiecznik, łagodna degradacja, odpowiedź z błędem, kolejka martwych wiadomości, własny wyjątek, szybka awaria`,
    },
    "health-check": { dictionary: `kontrola stanu, sprawdzanie stanu, sonda żywotności` },
    risk: {
      dictionary: `ryzyko, ryzyka, awaria, tryb awarii, scenariusz, zagrożenie, problem, co może pójść nie tak`,
    },
    effect: {
      dictionary: `skutek, skutki, wpływ, mitygacja, mitygacje, łagodzenie, środek zaradczy, środki zaradcze, zaradzenie, prawdopodobieństwo, wykrycie, wykrywanie, reakcja, odpowiedź, rozwiązanie, zachowanie, konsekwencja, konsekwencje, działanie, działania, odzyskiwanie, dotkliwość, co wtedy, co się dzieje`,
    },
    data: {
      dictionary: `pole, pola, kolumn*, atrybut*, encj*, tabel*, klucz główny, klucz obcy, wyliczen*, właściwo*, indeks, indeksy, typ, rekord, rekordy, liczba całkowita, tekst`,
    },
    contract: {
      dictionary: `żądani*, zapytani*, odpowied*, parametr*, argument*, endpoint*, sygnatur*, wejście, wyjście, ciało żądania, treść żądania, nagłówek, metoda, metody, funkcja, zdarzenie, kod wyjścia, port`,
    },
    command: {
      dictionary: `wiersz poleceń, wiersza poleceń, linia poleceń, linii poleceń, podpoleceni*, polecenie, polecenia, komenda, komendy`,
    },
    deterministic: {
      dictionary: `deterministyczn*, determinizm*, idempoten*, powtarzaln*, odtwarzaln*, zamrożenie wersji, zamrożone wersje, zamrożonych wersji, zamrażamy wersje, przypinamy wersje, przypięt*, stałe wersje, ustalone wersje, zablokowane wersje, plik blokady wersji, stałe ziarno, stałym ziarnem, ustalone ziarno, czysta funkcja, czyste funkcje, bez efektów ubocznych, suma kontrolna, sumy kontrolne, sumę kontrolną`,
    },
    "same-result": {
      dictionary: `ten sam wynik, te same wyniki, te same dane wejściowe, takie same dane wejściowe, identyczny wynik, ten sam rezultat, bajt w bajt`,
    },
    hedge: {
      dictionary: `być może, zaleca*, zalecan*, opcjonaln*, może, mogłoby, mógłby, warto rozważyć, w miarę możliwości, idealnie, najlepiej, później, w przyszłości, prawdopodobnie, ewentualnie`,
    },
    negation: { dictionary: `nie, brak, bez, żaden, żadna, żadne, żadnych, nigdy, ani` },
    nothing: { dictionary: `brak, żadne, żaden` },
    "not-applicable": {
      dictionary: `nie dotyczy, niedotyczy, nie ma zastosowania, nie jest wymagane, nie wymaga, niepotrzebne, zbędne, nie są potrzebne, nie jest potrzebne`,
    },
    "no-data-change": {
      dictionary: `brak nowych tabel, bez nowych tabel, brak zmian schematu, brak zmian w schemacie, bez zmian schematu, schemat się nie zmienia, bez bazy danych, brak bazy danych, nie przechowuje danych, dane nie są przechowywane, nic nie jest zapisywane, bez migracji, brak migracji, model danych bez zmian, brak nowych kolumn, brak nowych encji, brak nowych pól, brak zmian w bazie, brak zmian w bazie danych, brak zmian w modelu danych, bez nowych kolumn, bez nowych encji, bez nowych pól, bez zmian w bazie, bez zmian w bazie danych, bez zmian w modelu danych, żadnych nowych tabel, żadnych nowych kolumn, żadnych nowych encji, żadnych nowych pól, żadnych migracji, żadnych zmian schematu, żadnych zmian w bazie, żadnych zmian w bazie danych, żadnych zmian w modelu danych, zero nowych tabel, zero nowych kolumn, zero nowych encji, zero nowych pól, zero migracji, zero zmian schematu, zero zmian w bazie, zero zmian w bazie danych, zero zmian w modelu danych, schemat bez zmian, nie ma nowych tabel, nie dodaje tabel, nie tworzymy nowych tabel`,
    },
    "no-interface-change": {
      dictionary: `brak nowych api, bez nowych api, brak nowych endpointów, bez nowych endpointów, brak nowych interfejsów, api się nie zmienia, interfejs się nie zmienia, bez zmian w api, brak zmian w api, bez nowych interfejsów, zero nowych endpointów, żadnych nowych endpointów, brak zmian api, bez zmian api, api bez zmian, interfejs bez zmian, brak nowych poleceń, bez nowych tras, nie ma nowych endpointów`,
    },
    "no-dependency": {
      dictionary: `brak zależności, bez zależności, brak nowych zależności, bez nowych zależności, brak zewnętrznych zależności, bez zewnętrznych zależności`,
    },
    reference: {
      dictionary: `zob, zobacz, patrz, opisano w, opisane w, zdefiniowano w, zdefiniowane w, szczegóły w`,
    },
    test: { dictionary: `test*, sprawdz*, weryfik*, waliduj*, pokryci*, asercj*, atrap*, zaślepk*, mock*` },
    "test-kind": {
      dictionary: `jednostkow*, integracyjn*, kompleksow*, end to end, regresyjn*, regresji, dymn*, obciążeniow*, akceptacyjn*, kontraktow*, ręczn*, manualn*, funkcjonaln*, wydajnościow*, komponentow*, systemow*`,
    },
    library: {
      dictionary: `bibliotek*, framework*, pakiet, pakiety, usług*, serwis, serwisy, moduł*, wtyczk*, sterownik*, klient, klienta, obraz, obrazy, rozszerzeni*, kontener*`,
    },
    code: {
      dictionary: `funkcj*, klas*, moduł*, skrypt*, komponent*, implement*, kod, kodu, kontroler*, repozytori*, refaktor*, migracj*`,
    },
    prompt: { dictionary: `model językowy, modelu językowego, podpowiedź dla modelu` },
    open: {
      template: `wymaga wyjaśnienia, do wyjaśnienia, do ustalenia, do określenia, do uzupełnienia, do doprecyzowania, wymaga doprecyzowania, do potwierdzenia`,
    },
    settled: { dictionary: `rozwiązan*, wyjaśnion*, brak, wszystkie, wszystko, bez, ustalon*, zamknięt*` },
    filler: {
      dictionary: `brak, tak, nie, wysokie, wysoki, wysoka, średnie, średni, średnia, niskie, niski, niska, gotowe, zrobione, nie dotyczy, spełnione, spełniona, zgodne`,
    },
  },
};
