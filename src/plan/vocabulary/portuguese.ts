import type { Vocabulary } from "./vocabulary.ts";

/** Portuguese. */
export const portuguese: Vocabulary = {
  language: "Portuguese",
  headings: {
    "data-models": {
      dictionary: `modelo de dados, modelos de dados, estrutura de dados, estruturas de dados, esquema, esquema de dados, entidades, entidade, modelo de domínio, máquina de estados, definição de tipos, modelagem de dados, tabelas, formato de dados`,
    },
    storage: { template: `armazenamento, persistência, banco de dados, base de dados` },
    interfaces: {
      dictionary: `interface, interfaces, design da api, design de api, contrato, contratos, contratos de api, endpoints, rotas, estrutura de comandos, comandos, assinatura, assinaturas, protocolo, projeto da api`,
    },
    "error-handling": {
      dictionary: `tratamento de erros, tratamento de erro, gestão de erros, estratégia de erros, códigos de erro, códigos de saída, tratamento de exceções, novas tentativas, recuperação, plano de rollback, reversão, tolerância a falhas, degradação, resiliência`,
    },
    "failure-modes": {
      dictionary: `risco, riscos, modo de falha, modos de falha, análise de riscos, avaliação de riscos, cenários de falha, gestão de riscos`,
    },
    "edge-cases": { dictionary: `casos extremos, casos de borda, casos limite, limitações` },
    dependencies: {
      dictionary: `dependência, dependências, pré requisitos, serviços externos, bibliotecas, ferramentas necessárias`,
      template: `dependências principais, dependências primárias`,
    },
    stack: {
      dictionary: `pilha tecnológica, stack tecnológica, stack técnica, tecnologias, stack tecnológico`,
    },
    testing: {
      dictionary: `teste, testes, estratégia de testes, estratégia de teste, plano de testes, testes unitários`,
    },
    verification: {
      dictionary: `verificação, validação, critérios de aceitação, critérios de aceite, critérios de sucesso`,
    },
    deterministic: { dictionary: `determinismo, determinístico, reprodutibilidade, idempotência` },
    "code-before-prompts": { template: `código antes de prompts` },
    "cli-first": { template: `cli primeiro, cli em primeiro lugar` },
    principles: {
      template: `verificação da constituição, princípios, checagem da constituição, conformidade constitucional`,
    },
    architecture: {
      dictionary: `arquitetura, decisão, decisões, decisões de design, abordagem técnica, decisão de estrutura, decisões técnicas, decisões arquiteturais`,
    },
    "open-questions": { dictionary: `questões em aberto, perguntas em aberto, pontos em aberto` },
    none: {
      dictionary: `injeção de dependência, injeção de dependências, interface do usuário, interface de usuário, dependências entre tarefas, fluxo de dados, projeto de teste, metas de desempenho, tipo de projeto, ambiente de teste`,
    },
  },
  words: {
    failure: {
      dictionary: `erro*, falha*, exceç*, tempo limite, tempo esgotado, indisponív*, inválid*, corromp*, ausente*, faltando, faltante*, não encontrad*, não existe, inacessív*, negad*, conflito*, excede*, desconhecid*, expirad*, perda, perdid*, quebrad*`,
    },
    reaction: {
      dictionary: `retentativ*, nova tentativa, tenta novamente, repet*, lança*, retorna*, registra*, avis*, abort*, interromp*, pula, ignora*, rejeit*, revert*, reinici*, notific*, alert*, propag*, fallback, continu*, exib*, mostra*, recuper*, restaur*, degrad*, bloque*, isola*, encerra*, cancela*`,
    },
    "error-strategy": {
      dictionary: `código de erro, códigos de erro, código de saída, códigos de saída, exceção personalizada, exceções personalizadas, falha rápida, falhar rápido, recuo exponencial, tipo de erro, disjuntor, degradação graciosa, resposta de erro`,
    },
    "health-check": { dictionary: `verificação de saúde, verificações de saúde, checagem de saúde` },
    risk: { dictionary: `risco, falha, modo de falha, cenário, ameaça, problema` },
    effect: {
      dictionary: `mitigação, impacto, probabilidade, detecção, resposta, efeito, consequência, contingência, comportamento, recuperação, solução, severidade, ação`,
    },
    data: {
      dictionary: `campo*, coluna*, atributo*, entidade*, tabela*, chave primária, chave estrangeira, enumeração, propriedade*, índice*, tipo`,
    },
    contract: {
      dictionary: `requisição, solicitação, resposta, parâmetro*, argumento*, retorno, assinatura, entrada, saída, código de saída, corpo, método*`,
    },
    command: { dictionary: `linha de comando, subcomando*` },
    deterministic: {
      dictionary: `determinístic*, determinista*, determinismo, idempoten*, idempotên*, reprodutív*, reproduzív*, versão fixa, versões fixas, versão fixada, versões fixadas, fixad*, arquivo de bloqueio, semente fixa, função pura, funções puras, sem efeitos colaterais, soma de verificação, versões travadas`,
    },
    "same-result": {
      dictionary: `mesma entrada, mesmas entradas, mesmo resultado, mesmos resultados, mesma saída`,
    },
    hedge: {
      dictionary: `recomend*, opciona*, poderia, talvez, considerar, se possível, idealmente, de preferência, futuro, posteriormente`,
    },
    negation: { dictionary: `não, nenhum, nenhuma, sem, nunca, nem` },
    nothing: { dictionary: `nenhum, nenhuma` },
    "not-applicable": {
      dictionary: `não aplicável, não se aplica, não necessário, não é necessário, não requer`,
    },
    "no-data-change": {
      dictionary: `sem persistência, sem banco de dados, não há persistência, sem alterações de esquema, sem mudanças no esquema, sem novas tabelas, nenhuma tabela nova, sem migrações, nenhuma nova tabela, sem armazenamento`,
    },
    "no-interface-change": {
      dictionary: `sem novas apis, nenhuma nova api, nenhuma api nova, sem novos endpoints, nenhum novo endpoint, sem mudanças de api`,
    },
    "no-dependency": {
      dictionary: `sem dependências, sem novas dependências, nenhuma dependência, nenhuma nova dependência, sem dependências externas`,
    },
    reference: { dictionary: `ver, veja, consulte, descrito em, definido em, detalhado em` },
    test: { dictionary: `teste*, testa*, verific*, valid*, cobertura, mock*, assegura*` },
    "test-kind": {
      dictionary: `unitári*, integração, ponta a ponta, fumaça, regressão, contrato, carga, aceitação, manua*, componente*, desempenho`,
    },
    library: { dictionary: `biblioteca*, serviço*, pacote*, módulo*, imagem, imagens, cliente*` },
    code: {
      dictionary: `função*, funções, classe*, módulo*, script*, componente*, implement*, serviço*, código`,
    },
    prompt: { dictionary: `modelo de linguagem` },
    open: {
      template: `a esclarecer, precisa de esclarecimento, a definir, a determinar, por definir, esclarecimento necessário`,
    },
    settled: { dictionary: `resolvid*, nenhum, nenhuma, sem, todos, todas, esclarecid*` },
    filler: {
      dictionary: `nenhum, nenhuma, sim, não, alto, médio, baixo, alta, média, baixa, concluído, pendente, atende`,
    },
  },
};
