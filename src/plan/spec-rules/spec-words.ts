import { indexTerms, type TermIndex } from "../vocabulary/term-index.ts";

/** What the words of a specification can do: tell a case in three steps, oblige, or leave open how much. */
export type SpecWord = "when" | "then" | "must" | "vague";

/** Everyday words of fifteen languages, and those in which test tools write their cases. */
export const specWords: TermIndex<SpecWord> = indexTerms<SpecWord>([
  [
    "when",
    `when, if, wenn, falls, quand, lorsque, lorsqu, cuando, quando, se, als, wanneer, gdy, kiedy, jeżeli, если, когда, коли, якщо, eğer, olduğunda, عندما, متى, إذا, 当, 如果, 若, もし, 場合, とき, 만일, 만약, 하면`,
  ],
  [
    "then",
    `then, dann, alors, entonces, então, allora, dan, wtedy, to wtedy, тогда, то, тоді, o zaman, ise o halde, عندئذ, اذاً, فإن, 那么, 则, 就, ならば, そのとき, こと, 그러면, 그러하면`,
  ],
  [
    "must",
    `must, shall, muss, müssen, soll, sollen, doit, doivent, debe, deben, deve, devem, devono, moet, moeten, musi, muszą, должен, должна, должно, должны, повинен, повинна, повинно, повинні, zorundadır, malıdır, melidir, يجب, 必须, 须, 应, 必要がある, しなければならない, 해야 한다, 해야 합니다, 하여야`,
  ],
  [
    "vague",
    `user friendly, intuitive, intuitively, easy to use, easily, fast, quickly, as soon as possible, asap, robust, scalable, flexible, seamless*, efficient*, appropriate*, adequate*, reasonable, reasonably, sufficient*, state of the art, if possible, as needed, as required, where necessary, and so on, best effort, optimal*, performant, high performance, good performance, high quality, as expected, works correctly, works well, gracefully`,
  ],
  [
    "vague",
    `benutzerfreundlich*, intuitiv*, schnell, schnelle, schneller, zügig, möglichst, angemessen*, ausreichend*, skalierbar*, flexibel, einfach zu bedienen, performant*, usw, bei bedarf, nach möglichkeit, wie erwartet, hochwertig*`,
  ],
  [
    "vague",
    `convivial*, intuitif*, intuitive*, rapide*, rapidement, approprié*, adéquat*, suffisant*, si possible, si nécessaire, le cas échéant, facile à utiliser, comme prévu`,
  ],
  [
    "vague",
    `intuitiv*, amigable*, rápido, rápida, rápidamente, fácil de usar, adecuad*, apropiad*, suficiente*, escalable*, si es posible, según sea necesario, lo antes posible, como se espera`,
  ],
  ["vague", `amigável, adequad*, apropriad*, se possível, conforme necessário, conforme esperado`],
  [
    "vague",
    `veloce*, facile da usare, adeguat*, appropriat*, sufficient*, se possibile, se necessario, come previsto`,
  ],
  ["vague", `gebruiksvriendelijk*, intuïtief, snel, passend*, voldoende, indien nodig, indien mogelijk`],
  ["vague", `intuicyjn*, szybko, szybki*, odpowiedni*, wystarczając*, w razie potrzeby, jeśli to możliwe`],
  ["vague", `удобн*, интуитивн*, быстро, быстрый, подходящ*, достаточн*, при необходимости, по возможности`],
  ["vague", `зручн*, інтуїтивн*, швидко, швидкий, належн*, достатн*, за потреби, за можливості`],
  ["vague", `kullanıcı dostu, sezgisel*, hızlı, yeterli*, gerekirse, mümkünse, olabildiğince`],
  ["vague", `سهل الاستخدام, بسرعة, سريع, مناسب*, عند الحاجة, إن أمكن`],
  ["vague", `用户友好, 易用, 快速, 尽快, 适当, 合理, 足够, 必要时, 尽可能, 等等, 高性能`],
  ["vague", `使いやすい, 直感的, 高速, 迅速, 適切, 十分, 必要に応じて, できるだけ, 可能な限り`],
  ["vague", `사용하기 쉬운, 직관적, 빠른, 빠르게, 신속, 적절, 충분, 필요에 따라, 가능한 한`],
]);
