import type { Concept, Topic } from "./vocabulary.ts";

/** Everyday words of all languages by which a sentence takes back what it says, or says nothing. */
export const reservations: readonly (readonly [Concept, string])[] = [
  [
    "undecided",
    `somebody said, someone said, was mentioned, came up, no decision, to be decided, to be determined, to be defined, to be discussed, to be clarified, to be confirmed, to be specified, to be added, to be done,
    not decided, not yet decided, undecided, not defined yet, not yet defined, not specified yet, not known yet, not clear yet, unclear, open question, still open,
    maybe, perhaps, probably, we will see, we'll see, will see whether, will be decided, will be defined, will be determined, will be discussed, will be looked at,
    will be specified, will be documented, will be written, will be found, will be added later, will be handled later, will be considered, decide later, decided later,
    later by the team, at some point, should think, somebody should, someone should, could be considered, may be considered, might be considered, should be considered,
    do not know, don't know, does not know, unknown yet, not sure, if time permits, when time permits, in the next iteration, in a later iteration, in a future, in the future,
    under discussion, being discussed, was discussed, were discussed, turned down, was dropped, were dropped, makes no sense, make no sense, some day, one day, should anybody ask, if anybody asks, if there is time, if time is left, might be an option, could be an option, would be an option, would be nice, is not decided, has not been decided, postponed, next sprint, another time, nice to have, not planned, tbd, tba, noch offen, noch nicht entschieden, noch nicht festgelegt, wird später, spater entschieden, später entschieden,
    vielleicht, wahrscheinlich, eventuell, unklar, zu klären, muss noch geklärt, wissen wir noch nicht, à décider, à définir, à déterminer, à préciser, pas encore décidé,
    pas encore défini, peut être, probablement, plus tard, on verra, por decidir, por definir, a definir, por determinar, aún no decidido, todavía no, quizás, quizá, tal vez,
    probablemente, más adelante, ya veremos, a decidir, a ser definido, ainda não decidido, ainda não definido, ainda não sabemos, talvez, provavelmente, mais tarde,
    da decidere, da definire, da stabilire, da chiarire, non ancora deciso, non ancora definito, forse, probabilmente, più avanti, vedremo, 尚未决定, 尚未確定, 尚未确定, 还未决定, 还没决定, 待定,
    待讨论, 待討論, 以后再说, 之后会, 以后会, 讨论中, 討論中,  以后再定, 以后决定, 也许, 或许, 可能会考虑, 不确定, 未决定, 後で決め, 後で検討, 後日決定, 未定, 未決定, 検討中, 検討する予定, 要検討, おそらく, たぶん, かもしれない, わからない, 決まっていない,
    추후 결정, 나중에 결정, 미정, 아직 결정, 검토 예정, 추후 논의, 논의 필요, 아마, 아마도, 모르겠, 정해지지 않, 结果待定, позже решим, будет решено, пока не решено, не решено, возможно, вероятно, наверное, может быть, не знаем, уточнить позже, предстоит решить, неясно,
    do ustalenia, do decyzji, nie zdecydowano, jeszcze nie wiadomo, być może, prawdopodobnie, później zdecydujemy, niejasne, буде вирішено, ще не вирішено, можливо, ймовірно, невідомо, пізніше,
    nog te bepalen, nog niet besloten, nog niet bepaald, misschien, waarschijnlijk, later beslist, onduidelijk, wordt later, belirlenecek, karar verilecek, henüz karar, belki, muhtemelen, net değil,
    سيتم تحديد, لم يتقرر, لم يحدد, ربما, لاحقا, غير واضح, chưa quyết định, sẽ quyết định, có thể sau, chưa rõ, có lẽ`,
  ],
  [
    "vague",
    `handle, handles, handled, handler, happen, happens, powerful, battle tested, enterprise grade, world class, state of the art, cutting edge, sophisticated, resilient, carefully chosen, delight*, love, loves, naturally, guarantee*, confirmed, observed, respected, reviewed, agreed, enable, enables, enabling, automation, flexible, extensible, intuitive, bad, worse, worst, fine, fast, breaks, broken, comprehensive, robust, proper, properly, appropriate, appropriately, high quality, quality, best practice, best practices, ensure*, everything, all, various, several, relevant, necessary, important,
    good, nice, better, great, excellent, solid, strong, clean, easy, simple, standard, modern, scalable, maintainable, reliable, reliability, efficient, effective, effectively, seamless*, thorough*, strategy, approach,
    system, feature, features, application, project, solution, implementation, functionality, component, components, thing, things, stuff, something, item, items, represents, user friendly, carefully,
    graceful, gracefully, as needed, as required, where needed, if needed, where applicable, if applicable, and more, and so on, etc, industry, documented, defined, described, planned, considered, covered, needed, required, obvious*, trivial*, later, now, below, above, here, time, deadline, change, changes, design, plan, reason, met, moment, nothing, applicable, occur, because, work, works, possible, somebody, someone, anybody, nobody, throughout, means, principle, principles, mentioned, applied, applies, aplica, included, complete, detailed, full,
    foo, bar, baz, qux, xyz, blah, pinned message, pinned messages, pinned post, pinned posts, pinned comment, pinned note, pinned tab, pinned tabs, pin code, pin number, lorem, ipsum, dolor, sit amet, consectetur, adipiscing, elit, eiusmod, incididunt, labore, dolore, magna aliqua, highest, sichern, sichert, gewährleist*, garantiert, hohe, höchste, haut niveau, garanti*, asegura*, garantiz*, garante*, assegur*, assicura*, alta calidad, обеспеч*, гарант*, качеств*, полный, полная, полное, комплексн*, надежн*, zapewni*, wysoka jakość, забезпеч*, якіст*, waarborg*, kwaliteit, sağla*, kalite*, 保证, 保證, 开展, 品质, 質量, umfassend*, robust*, angemessen*, sorgfältig, alle, hochwertig*, qualität, complet, complète, robuste, approprié*, adéquat*, qualité, tous, toutes, completo, completa, exhaustivo, exhaustiva, robusto, robusta, adecuado, adecuada, calidad, abrangente,
    adequado, adequada, qualidade, appropriato, adeguato, qualità, 全面, 完善, 健壮, 适当, 高质量, 确保, 相关, 包括的, 適切, 堅牢, 品質, 確保, 포괄적, 적절, 견고, 품질, 보장`,
  ],
  [
    "ground",
    `stateless, static, no data is stored, read only, in memory, ephemeral, documentation, docs, configuration, config, library, unchanged, unmodified, existing, reuse*, standard library, stdlib, built in, builtin, pure, no code, no data, no database,
    no persistence, no storage, no state, no server, no backend, no network, no command line, no cli, no api, client side, client only, frontend, front end, ui only, ui change, test only, tests only, test infrastructure, testing infrastructure, tooling, styling, css, markdown, text only, text page,
    html, page, pages, internal, local, refactor*, compile time, build time, single file, file based, files only, filesystem, does not store, stores nothing, nothing is stored, not stored, no new, unaffected, self contained, no persistent, remain, remains, local variable, local variables, variables, same as before, 本地變數, 本地变量, ローカル変数, 지역 변수, runner, script, scripts, workflow, abstraction*, already, web app, webapp, user interface, in the browser, browser only, nothing to run from, ブラウザだけ, ブラウザのみ, コマンドラインはない, keine kommandozeile, pas de ligne de commande, sin línea de comandos, sem linha de comando, nessuna riga di comando, geen opdrachtregel, 没有命令行, 無命令列, 无命令行, コマンドラインなし, 명령줄 없,
    zustandslos*, statisch*, nur lesend, dokumentation, konfiguration, bestehend*, unverändert, bibliothek*, im speicher, nichts gespeichert, nichts dauerhaft, standardbibliothek, seite, sans état, statique, lecture seule, documentation, existant*, inchangé*, bibliothèque, en mémoire, bibliothèque standard,
    sin estado, estático, estática, solo lectura, documentación, configuración, existente*, sin cambios, biblioteca estándar, biblioteca, en memoria, sem estado, estático, somente leitura, documentação, configuração, existentes, sem alteração, inalterado, biblioteca padrão, em memória,
    senza stato, statico, statica, sola lettura, documentazione, configurazione, esistent*, invariat*, libreria standard, libreria, in memoria, 无状态, 静态, 只读, 文档, 配置, 现有, 不变, 标准库, 内存, 持久化, 复用, 生成代码, 無狀態, 靜態, 唯讀, 文件, 現有, 沿用, 纯前端, 純前端, 前端,
    状態を持たない, ステートレス, 静的, 読み取り専用, ドキュメント, 設定, 既存, 変更なし, 標準ライブラリ, メモリ, 상태 없, 무상태, 정적, 읽기 전용, 문서, 설정, 기존, 변경 없, 표준 라이브러리, 메모리, 프론트엔드,
    без состояния, статическ*, только чтение, документаци*, конфигураци*, существующ*, без изменений, стандартн*, в памяти, bezstanow*, statyczn*, tylko do odczytu, dokumentacj*, istniejąc*, bez zmian, bibliotek*, без стану, статичн*, лише для читання, документац*, наявн*, без змін,
    staatloos, statisch*, alleen lezen, documentatie, bestaand*, ongewijzigd, standaardbibliotheek, durumsuz, statik, salt okunur, dokümantasyon, mevcut, değişmeden, standart kütüphane, عديم الحالة, ثابت, للقراءة فقط, توثيق, الحالي`,
  ],
  [
    "nothing-runs",
    `documentation only, docs only, documentation change, documentation, no code, no executable code, no runtime code, no code changes, text only, text change, markdown only, prose only, nur dokumentation, kein code, keine code änderung*, uniquement documentation, documentation seule, aucun code, solo documentación, sin código, apenas documentação, somente documentação, sem código,
    solo documentazione, nessun codice, 仅文档, 僅文件, 纯文档, 无代码, 没有代码, ドキュメントのみ, コードなし, コード変更なし, 문서만, 코드 없, 코드 변경 없, только документаци*, нет кода, tylko dokumentacj*, brak kodu, alleen documentatie, geen code, sadece dokümantasyon, kod yok`,
  ],
  [
    "breach",
    `violat*, not applied, not followed, not met, does not comply, no compliance, ignored, exception granted, verletzt, nicht eingehalten, nicht erfüllt, non respecté, no se cumple, não cumprido, non rispettato, 违反, 不符合, 違反, 위반, нарушен*, naruszon*, geschonden, ihlal`,
  ],
];

/** Headings of all languages over what is left out, put off, turned down or still to be answered. */
export const asides: readonly (readonly [Topic, string])[] = [
  [
    "out-of-scope",
    `out of scope, changelog, change log, revision history, version history, document history, 更新日志, 变更记录, 修订记录, 變更記錄, 変更履歴, 改訂履歴, 변경 이력, änderungsverlauf, versionsverlauf, historique des versions, historial de cambios, histórico de versões, storico delle modifiche, история изменений, not in scope, non goal, non goals, nongoals, future work, future enhancement, future enhancements, future improvement, future improvements, future considerations, future extensions, future scope, possible extensions, later phases, deferred, deferred work, postponed, removed, what was removed, what is removed, dropped, deleted, what we are not doing, what we will not do, excluded, exclusions, rejected alternatives, alternatives rejected, rejected options, ideas for later, backlog, wishlist,
    nicht ziele, nichtziele, außerhalb des umfangs, nicht im umfang, nicht enthalten, abgrenzung, zukünftige arbeiten, zukünftige erweiterungen, ausblick, spätere erweiterungen, hors périmètre, hors scope, non objectifs, travaux futurs, améliorations futures, évolutions futures,
    fuera de alcance, fuera del alcance, no objetivos, trabajo futuro, mejoras futuras, fora do escopo, fora de escopo, não objetivos, trabalhos futuros, melhorias futuras, fuori ambito, fuori scope, non obiettivi, lavori futuri, sviluppi futuri, miglioramenti futuri,
    范围外, 不在范围, 超出范围, 非目标, 未来工作, 后续优化, 未来扩展, 範圍外, 非目標, 不在範圍, 未來工作, 未來擴充, スコープ外, 対象外, 非目標, 今後の課題, 将来の拡張, 今後の拡張, 범위 외, 범위 밖, 제외 범위, 비목표, 향후 작업, 향후 과제, 향후 개선,
    вне рамок, вне области, не цели, не входит, будущие работы, дальнейшее развитие, poza zakresem, nie cele, przyszłe prace, поза межами, не цілі, майбутні роботи, buiten scope, buiten bereik, niet doelen, toekomstig werk, kapsam dışı, hedef olmayan, gelecek çalışmalar, خارج النطاق, ليست أهدافا, العمل المستقبلي, ngoài phạm vi, không thuộc phạm vi`,
  ],
];
