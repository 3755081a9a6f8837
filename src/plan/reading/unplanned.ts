/**
 * Sentences that name a thing and do not plan it: it is not made, only intended or imagined, over, true of any
 * project, told by somebody else, or told to be done without being shown. All patterns read folded text, in the
 * languages whose vocabulary there is.
 */

/** A verb of planning that did not happen: "nobody has designed", "noch nicht festgelegt", "尚未设计". */
const undone = anyOf([
  String.raw`\b(?:not|never|nobody|no one|nobody has|no one has|none of us has|have not|has not|hasn['’]t|haven['’]t|isn['’]t|aren['’]t) (?:yet |been |ever |really ){0,3}(?:designed|defined|written down|specified|analy[sz]ed|decided|described|thought|considered|investigated|worked out|agreed on|designing|defining)\b`,
  String.raw`\b(?:nicht|nie|niemand|keiner)\b[^.:→]{0,60}\b(?:entworfen|definiert|festgelegt|geplant|beschrieben|untersucht|entschieden|uberlegt|ausgearbeitet|durchdacht)\b`,
  String.raw`(?:\bn['’e] ?(?:a|ont|est|sont|avons)\b|\bpersonne n['’]a\b)[^.:→]{0,20}(?:pas|jamais|rien|encore)?[^.:→]{0,20}\b(?:concu|defini|ecrit|prevu|decrit|analyse|decide|etudie|redige)e?s?\b`,
  String.raw`\b(?:no|nadie|nunca|tampoco) (?:lo |se )?(?:ha|han|hemos|he|esta|estan|fue|fueron)\b[^.:→]{0,30}\b(?:disenad|definid|escrit|previst|descrit|analizad|decidid|planificad|pensad)[oa]s?\b`,
  String.raw`\b(?:nao|ninguem|nunca) (?:foi|foram|esta|estao|temos|ha)?\b[^.:→]{0,30}\b(?:projetad|desenhad|definid|escrit|previst|descrit|analisad|decidid|planejad|planead|projetamos|definimos|desenhamos)[oa]?s?\b`,
  String.raw`\b(?:non|nessuno|mai)\b (?:lo |la |li |le )?(?:e|sono|ha|hanno|abbiamo|si e)\b[^.:→]{0,30}\b(?:progettat|definit|scritt|previst|descritt|analizzat|decis|pensat)[oaie]\b`,
  String.raw`(?:^|\s)(?:nie|nikt nie) (?:zosta\S+ |jest |sa |mamy |jeszcze )?(?:zaprojektow|zdefiniow|okreslon|opisan|opisa|przewidzian|zaplanow|przeanalizow|przemyslan|ustalon)`,
  String.raw`(?:^|\s)(?:не|никто не|еще не|пока не|ніхто не|ще не) (?:был\S* |бул\S* )?(?:спроектир|спроєкт|определ|описан|описал|продум|заплан|разработ|розроб|проанализ|визначен|визначил|вирішен)`,
  String.raw`\b(?:niet|nooit|niemand)\b[^.:→]{0,40}\b(?:ontworpen|gedefinieerd|beschreven|gepland|besloten|bepaald|uitgewerkt|onderzocht)\b`,
  String.raw`(?:tasarlan|tanımlan|planlan|belirlen|yazıl|dusunul)(?:ma|me)(?:dı|di|mıs|mis)`,
  String.raw`لم (?:يتم |نقم ب)?(?:تصميم|تحديد|كتابة|نصمم|يصمم|نحدد|يحدد|يكتب|نكتب|تخطيط)`,
  "(?:尚未|还没有?|還沒有?|没有人?|沒有人?|从未|從未|并未|並未)(?:被)?(?:设计|定义|编写|规划|分析|确定|决定|考虑|研究|設計|定義|編寫|規劃|確定|決定|考慮)",
  "(?:設計|定義|記述|検討|決定|計画|分析|作成)(?:は|を)?(?:まだ)?(?:していない|されていない|していません|されていません|しておらず|できていない|せず)",
  String.raw`(?:설계|정의|결정|계획|분석|검토)(?:하|되|을|를|은|는)?\S{0,2} ?(?:않|못)`,
]);

/** Nothing is done: "we do nothing about it". */
const idle = anyOf([
  String.raw`\b(?:we|they) (?:do|will do) nothing\b|\bnobody (?:does|checks|answers|cares)\b|\bnothing is done (?:about|against)\b`,
  String.raw`\b(?:wir|man) (?:tun|tut|machen|macht) (?:dann |dagegen )?nichts\b|\bne (?:faisons|fait) rien\b|\bno (?:hacemos|se hace) nada\b|\bnao (?:fazemos|se faz) nada\b|\bnon (?:facciamo|si fa) (?:nulla|niente)\b`,
  "ничего не (?:делаем|делается|предпринима)|нічого не (?:робимо|робиться)|nic (?:z tym )?nie robimy|doen (?:we )?(?:er )?niets|hicbir sey yapm|لا نفعل شيئا",
  "(?:什么都不做|不做任何处理|不作任何處理|不做任何處理|不采取任何)|(?:何もしない|何も行わない|何も対応しない)|아무것도 하지 않|아무 조치도",
]);

/** Planning is still to come, or would be welcome. */
const intended = anyOf([
  String.raw`\bwill be (?:written|studied|reviewed|investigated|worked out|specified|designed|examined|looked into)\b|\b(?:will|shall) (?:think about|try to|look into|see about)\b|\bwould (?:also )?be (?:very )?(?:nice|handy|great|good|convenient|desirable|practical|lovely|useful|preferable|comfortable|welcome)\b|\b(?:could|might) imagine\b|\bin the next (?:phase|sprint|iteration|stage)\b|\bi would like to see\b|\bthere should be (?:many|some|few|enough|a lot)\b`,
  String.raw`\bwerden? (?:wir )?[^.]{0,40}\b(?:in der nachsten phase|im nachsten sprint|noch) (?:betrachtet|gepruft|untersucht|definiert|beschrieben|entworfen)\b|\bware(?:n)? (?:\S+ )?(?:schon|praktisch|sinnvoll|gut|denkbar|wunschenswert|nutzlich|hilfreich)\b|\b(?:sollten?|wollen|mochten) [^.]{0,60}\bsobald\b|\bsobald (?:wir )?(?:einmal )?zeit\b|\bwerden wir (?:uberlegen|versuchen|nachdenken)\b|\bes sollte[n]? (?:viele|einige|genug|wenige)\b`,
  String.raw`\bser(?:a|ont) (?:redige|precise|defini|etudie|ecrit|concu|examine|decide|analyse)e?s?\b|\bil faudra\b|\bnous (?:envisageons|essaierons|reflechirons|verrons|tenterons)\b|\bser(?:ait|aient) (?:\S+ )?(?:commode|bien|bon|bonne|pratique|souhaitable|preferable|utile|agreable|ideal)|\bsi le temps le permet\b|\bil devrait y avoir\b|\bpourrait (?:imaginer|envisager)\b`,
  String.raw`\bhabra que\b|\bse (?:estudiara|definira|decidira|vera|analizara|redactara|precisara|disenara)n?\b|\bintentaremos\b|\bseria(?:n)? (?:\S+ )?(?:buen|comod|convenient|deseable|util|mejor|practic|ideal|preferible)|\bsi hay tiempo\b|\bdeberia(?:n)? (?:haber|existir)\b|\bpodria(?:mos|n)? (?:imaginar|pensar|ser)\b`,
  String.raw`\bser(?:a|ao) (?:\S+ )?(?:definid|estudad|decidid|analisad|projetad)[oa]s?\b|\btentaremos\b|\bseria(?:m)? (?:\S+ )?(?:bom|boa|comod|util|desejavel|ideal|melhor|pratic|preferivel)|\bse houver tempo\b|\bdeveria(?:m)? (?:haver|existir)\b|\bsera preciso (?:definir|pensar|prever)\b`,
  String.raw`\bsarebbe(?:ro)? (?:\S+ )?(?:bell|comod|util|preferibil|meglio|pratic|opportun|ideal)|\b(?:si potrebbe(?:ro)?|potremmo)\b|\bsar(?:a|anno) (?:\S+ )?(?:definit|studiat|decis|valutat|progettat)[oaie]\b|\bandrebbe valutat|\bse ci fosse tempo\b|\bcercheremo di\b|\bdovrebbe(?:ro)? esserci\b|\bbisognera (?:pensare|definire|prevedere)\b`,
  "(?:будет|будут) (?:рассмотрен|определен|изучен|продуман|спроектир|проработан)|было бы (?:хорошо|удобно|неплохо|полезно|желательно)|можно было бы|(?:попробуем|постараемся)|на следующем этапе|если (?:будет|останется) время|должно быть (?:много|несколько|достаточно)",
  "(?:буде|будуть) (?:розглянут|визначен|вивчен|продуман|спроєктован)|було б (?:добре|зручно|корисно|бажано)|можна було б|(?:спробуємо|спробуемо|постараемося)|на наступному етапі|якщо буде час",
  String.raw`(?:zostanie|zostana|bedzie|beda) (?:\S+ )?(?:rozwazon|okreslon|zdefiniowan|przeanalizowan|zaprojektowan|przemyslan)|byloby (?:milo|dobrze|wygodnie|warto|przydatn)|byłoby (?:milo|dobrze|wygodnie|warto|przydatn|miło)|mozna by\b|(?:sprobujemy|postaramy sie)|jesli starczy czasu|w nastepnym (?:etapie|sprincie)|w kolejnym etapie`,
  String.raw`\b(?:zal|zullen|wordt|worden) (?:\S+ ){0,4}(?:bekeken|uitgezocht|onderzocht|ontworpen)\b|\bzou(?:den)? (?:\S+ ){0,3}(?:handig|mooi|fijn|goed|nuttig|wenselijk)\b|\bproberen we\b|\bals er tijd is\b`,
  "(?:tanımlanacak|belirlenecek|degerlendirilecek|incelenecek|dusunulecek|tasarlanacak)|iyi olur|(?:deneyecegiz|calısacagız)|vakit olursa|zaman kalırsa",
  "سي(?:تم|جري) (?:تحديد|دراسة|تصميم|بحث)|سنحاول|من الأفضل أن|إذا سمح الوقت|في المرحلة القادمة",
  "以后再|以後再|后续再|後續再|之后再考虑|(?:将|会|將|會)?在?下一?(?:阶段|階段|迭代)(?:再|中)?(?:考虑|确定|定义|研究|考慮|確定)|如果有时间|如果有時間|(?:要是|如果)能[^。]{0,20}就好|打算考虑|可以设想|最好(?:能|有)",
  "今後(?:検討|決定|定義|設計)|次の(?:段階|フェーズ)で(?:検討|決定|定義)|時間があれば|できれば(?:いい|よい)|(?:あると|すると|できると)(?:便利|良い|よい|いい)(?:だ|です|だろう|でしょう)?|つもり(?:だ|です)",
  "추후 (?:검토|정의|설계)|(?:검토|정의|설계)(?:할|될) 예정|다음 단계에서|시간이 되면|하면 좋겠|있으면 (?:좋|편)|하려고 노력",
]);

/** What was, and is no more. */
const over = anyOf([
  String.raw`\b(?:old|former|previous|legacy|obsolete)\b[^.;]{0,120}\b(?:deleted|removed|dropped|gone|retired|thrown away|switched off)\b`,
  String.raw`^(?:up to now|until now|so far|formerly|previously|in the past|bisher|fruher|jusqu['’]ici|jusqu['’]a present|auparavant|hasta ahora|anteriormente|antes[,:]|ate agora|finora|in passato|раньше|до сих пор|ранее|раніше|досі|dotychczas|dawniej|tot nu toe|vroeger|simdiye kadar|eskiden|以前|此前|过去|過去|これまで|従来は|지금까지|예전에)`,
  String.raw`\b(?:alte[rnms]?|bisherige[rnms]?|fruhere[rnms]?)\b[^.;]{0,120}\b(?:entfernt|geloscht|gestrichen|abgeschaltet)\b|\b(?:ancien\w{0,3}|precedente?s?)\b[^.;]{0,120}\b(?:supprime|retire|abandonne)|\b(?:antigu[oa]s?|anterior(?:es)?)\b[^.;]{0,120}\b(?:eliminad|borrad|quitad|removid)|\b(?:antig[oa]s?)\b[^.;]{0,120}\b(?:removid|apagad|eliminad)|\b(?:vecchi[oaie]?|precedent[ei])\b[^.;]{0,120}\b(?:rimoss|eliminat|tolt)`,
  "(?:стар|прежн|предыдущ|попередн)[^.;]{0,120}(?:удален|удаля|убран|видален|прибран)|(?:^|\\s)star[aeyi][^.;]{0,120}usuni|\\boude\\b[^.;]{0,120}\\bverwijderd\\b|\\beski\\b[^.;]{0,120}kaldır",
  "(?:旧的?|舊的?|原有的?|以前的)[^。;]{0,60}(?:删除|移除|废弃|刪除|廢棄)|(?:旧|以前の|従来の)[^。]{0,60}(?:削除|廃止)|(?:기존|이전|구 )[^.]{0,60}(?:삭제|제거|폐기)",
]);

/** True of any project: advice and the meaning of words. */
const general = anyOf([
  String.raw`^means (?:that |to )?|\b(?:good|best|common) practices?\b|^(?:in general|generally|usually|as a rule|typically)\b|\b(?:is|are) good style\b|^every(?:body|one) (?:likes|wants|knows|prefers)\b|^according to\b[^.]{0,60}\bshould\b`,
  String.raw`^(?:a |an |any |every |each )?good \S+(?: \S+)? (?:answers?|returns?|retries|has|have|handles?|uses?|writes?|knows?|tests?|is|are)\b`,
  String.raw`^(?:code|program|software|library|service|framework|tool|server)s? (?:of somebody|of others|that runs? elsewhere|that others)\b`,
  String.raw`\bgute praxis\b|\bguter stil\b|^(?:im allgemeinen|in der regel|ublicherweise|generell|bedeutet,? dass|das heißt)\b|^(?:ein|eine) gute[rs]? \S+ `,
  String.raw`\bbonnes? pratiques?\b|^(?:en general|en regle generale|generalement|d['’]habitude|signifie que|cela signifie)\b|^une? bon(?:ne)? \S+ `,
  String.raw`\bbuenas? practicas?\b|^(?:en general|por lo general|generalmente|normalmente|significa que|conviene|es recomendable|se recomienda)\b|^un[ao]? buen[ao]? \S+ |\bsegun (?:la|el|las|los) [^.]{0,40}\bdeberia`,
  String.raw`\bboas? praticas?\b|^(?:em geral|geralmente|normalmente|significa que|convem|recomenda se|e recomendavel)\b|^uma? (?:bom|boa) \S+ `,
  String.raw`\bbuon[ae] (?:pratica|pratiche|norma)\b|^(?:in genere|di solito|in generale|generalmente|significa che|conviene|e consigliabile)\b|^un[ao]? buon[oa]? \S+ `,
  "хорош(?:ая|ей) практик|^(?:обычно|как правило|в общем|означает,? что|рекомендуется)|^хорош(?:ая|ии|ее|ая) \\S+ |гарн(?:а|ою) практик|^(?:зазвичаи|як правило|означає,? що|рекомендується)",
  "dobra? praktyk|^(?:zazwyczaj|zwykle|na ogoł|na ogol|oznacza,? ze|zaleca sie)|^dobr[yae] \\S+ ",
  String.raw`\bgoede (?:praktijk|gewoonte)\b|^(?:in het algemeen|meestal|gewoonlijk|betekent dat)\b|^een goede? \S+ |^(?:genellikle|genelde)\b|iyi (?:bir )?uygulama`,
  "أفضل الممارسات|ممارسة جيدة|^(?:عادة|بشكل عام|يعني أن)",
  "最佳实践|最佳實踐|良好(?:的)?(?:实践|做法|習慣|习惯)|^(?:一般来说|一般而言|一般來說|通常(?:来说)?|是指|意味着|意味著|好的(?:系统|系統|设计|設計))|ベストプラクティス|^(?:一般に|一般的に|通常は|とは)|とは[^。]{0,40}(?:こと|もの)(?:である|です|だ|を指す|をいう)|모범 사례|^(?:일반적으로|보통은?|대체로)|(?:을|를|란) (?:의미|뜻)(?:한다|합니다|함)",
]);

/** Only told to be there: "✅ Error handling complete", "Determinism verified". */
const announced =
  /^(?:[\u2705\u2714\u2713\u2611]\ufe0f?|\[x\]) (?:[^\s:]+ ){1,4}(?:complete|completed|defined|verified|designed|analy[sz]ed|reviewed|agreed|done|covered|finished|documented|confirmed|ensured|guaranteed)(?::|$)|^(?:[^\s:]+ ){1,3}(?:verified|confirmed|ensured|guaranteed|checked off)[.!]?$/u;

/** What somebody else said, up to the end of the passage. */
const reported =
  /(?:\b(?:said|wrote|says|writes|suggested|commented|remarked|demanded|schrieb|sagte|schlug vor|a dit|a ecrit|dijo|escribio|disse|escreveu|ha detto|ha scritto|powiedzial|powiedział|napisal|napisał|schreef|zei|yazdı|dedi)\b|сказал|написал|написав|قال|كتب|写道|寫道|表示|说|說|と言った|と書いた|말했|썼)[^"\u201c\u00ab\u201e\u300c\u300e:\uff1a]{0,20}[:,\uff1a\uff0c]? ?["\u201c\u00ab\u201e\u300c\u300e]/u;

/** An example of what a template wants, in the words of a template. */
const exemplary =
  /^(?:zum beispiel|z\. ?b\.|beispielsweise|par exemple|p\. ?ex\.?|por ejemplo|p\. ?ej\.?|por exemplo|ad esempio|per esempio|es\.|например|наприклад|np\.|na przyklad|na przykład|bijvoorbeeld|bijv\.|ornegin|orn\.|على سبيل المثال|مثلا|例如|比如|譬如|例えば|例:|예를 들어|예:|예컨대)/u;

/** "If no schema was defined, …" is a case that is answered. */
const conditional =
  /^(?:if|when|where|unless|wenn|falls|sofern|si|lorsque|quand|cuando|se|quando|если|когда|якщо|коли|jesli|jeśli|gdy|als|indien|eger|إذا|如果|若|当|當) /u;

/** Whether a folded sentence says of its matter that it is not made, only intended, over, or announced. */
export function isUnplanned(folded: string): boolean {
  if (undone.test(folded) && !conditional.test(folded)) return true;
  return idle.test(folded) || intended.test(folded) || over.test(folded) || announced.test(folded);
}

/** Whether a folded sentence is true of any project, or an example of what may stand there. */
export function isGeneral(folded: string): boolean {
  return general.test(folded) || exemplary.test(folded);
}

/** Whether from a folded sentence on somebody else is quoted. */
export function isReported(folded: string): boolean {
  return reported.test(folded);
}

function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join("|"), "u");
}
