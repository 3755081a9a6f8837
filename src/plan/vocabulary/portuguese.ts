import type { Vocabulary } from "./vocabulary.ts";

/** Portuguese. */
export const portuguese: Vocabulary = {
  language: "Portuguese",
  headings: {
    "data-models": {
      dictionary: `modelo de dados, modelos de dados, estrutura de dados, estruturas de dados, esquema, esquema de dados, entidades, entidade, modelo de domínio, máquina de estados, definição de tipos, modelagem de dados, tabelas, formato de dados, projeto do banco de dados, modelagem do banco, modelo do banco de dados, esquema do banco, esquema do banco de dados, dicionário de dados, tipos de dados, modelo de objetos, objetos de valor, formato de arquivo, formato do arquivo, modelo de estados, mudanças de esquema, modelo entidade relacionamento, campos, schema, arquitetura de dados`,
      template: `entidades principais, entidades chave`,
    },
    storage: { template: `armazenamento, persistência, banco de dados, base de dados` },
    interfaces: {
      dictionary: `interface, interfaces, design da api, design de api, contrato, contratos, contratos de api, endpoints, rotas, estrutura de comandos, comandos, assinatura, assinaturas, protocolo, projeto da api, especificação da api, contrato de api, contrato da api, contratos da api, contratos de interface, interface pública, interface de linha de comando, formato das mensagens, pontos de acesso, pontos de entrada, comandos cli, assinaturas de funções, desenho da api, projeto de interfaces`,
      template: `componentes e interfaces`,
    },
    "error-handling": {
      dictionary: `tratamento de erros, tratamento de erro, gestão de erros, estratégia de erros, códigos de erro, códigos de saída, tratamento de exceções, novas tentativas, recuperação, plano de rollback, reversão, tolerância a falhas, degradação, resiliência, tratamento de falhas, gerenciamento de erros, estratégia de tratamento de erros, erros, mensagens de erro, exceções, política de retentativas, retentativas, estratégia de retentativa, plano de recuperação, estratégia de recuperação, plano de reversão, plano de retorno, plano de contingência, contingência, códigos de status, códigos de retorno, degradação controlada`,
    },
    "failure-modes": {
      dictionary: `risco, riscos, modo de falha, modos de falha, análise de riscos, avaliação de riscos, cenários de falha, gestão de riscos, desvantagens, ameaças, perigos, problemas conhecidos, pontos de falha, possíveis falhas, o que pode dar errado, o que pode falhar, matriz de riscos, gerenciamento de riscos`,
      template: `riscos e mitigações, riscos e mitigação, riscos e medidas, riscos e compensações, riscos / trade offs, riscos e trade offs`,
    },
    "edge-cases": {
      dictionary: `casos extremos, casos de borda, casos limite, limitações, casos limítrofes`,
    },
    dependencies: {
      dictionary: `dependência, dependências, pré requisitos, serviços externos, bibliotecas, ferramentas necessárias, dependências externas, dependências internas, depende de, serviços de terceiros, sistemas externos, pacotes, integrações, requisitos do sistema, novas dependências, pré condições, precondições, requisitos prévios`,
      template: `dependências principais, dependências primárias`,
    },
    stack: {
      dictionary: `pilha tecnológica, stack tecnológica, stack técnica, tecnologias, stack tecnológico, ferramentas, frameworks, escolhas tecnológicas, tecnologias utilizadas, pilha técnica`,
    },
    testing: {
      dictionary: `teste, testes, estratégia de testes, estratégia de teste, plano de testes, testes unitários, abordagem de testes, abordagem de teste, casos de teste, cenários de teste, testes de integração, plano de teste, cobertura de testes, garantia de qualidade`,
    },
    verification: {
      dictionary: `verificação, validação, critérios de aceitação, critérios de aceite, critérios de sucesso, critérios de validação, definição de pronto, critérios de saída, cenários de aceitação, como verificar`,
    },
    deterministic: {
      dictionary: `determinismo, determinístico, reprodutibilidade, idempotência, repetibilidade, determinista, determinístico quando possível, determinístico onde possível`,
    },
    "code-before-prompts": {
      template: `código antes de prompts, código antes dos prompts, código primeiro, primeiro o código`,
    },
    "cli-first": {
      template: `cli primeiro, cli em primeiro lugar, linha de comando primeiro, primeiro a cli, primeiro a linha de comando`,
    },
    principles: {
      template: `verificação da constituição, princípios, checagem da constituição, conformidade constitucional, conformidade com a constituição, controle da constituição, verificação constitucional, princípios norteadores, princípios de design`,
    },
    architecture: {
      dictionary: `arquitetura, decisão, decisões, decisões de design, abordagem técnica, decisão de estrutura, decisões técnicas, decisões arquiteturais, projeto técnico, projeto detalhado, design técnico, abordagem, solução proposta, alternativas, alternativas consideradas, opções consideradas, justificativa, consequências, compensações, decisões de arquitetura, decisão arquitetural`,
    },
    "open-questions": {
      dictionary: `questões em aberto, perguntas em aberto, pontos em aberto, questões abertas, perguntas abertas, dúvidas, questões pendentes, pendências`,
    },
    none: {
      dictionary: `injeção de dependência, injeção de dependências, interface do usuário, interface de usuário, dependências entre tarefas, fluxo de dados, projeto de teste, metas de desempenho, tipo de projeto, ambiente de teste, dependências de tarefas, dependências entre fases, grafo de dependências, gerenciamento de dependências, ordem de execução, nível de risco, interface gráfica, interfaces do usuário`,
    },
  },
  words: {
    failure: {
      dictionary: `erro*, falha*, exceç*, tempo limite, tempo esgotado, indisponív*, inválid*, corromp*, ausente*, faltando, faltante*, não encontrad*, não existe, inacessív*, negad*, conflito*, excede*, desconhecid*, expirad*, perda, perdid*, quebrad*, cai, sem conexão, fora do ar, interrompid*, queda, não responde, inexistente*, errad*, malformad*, saturad*, vencid*, esgotad*, incorret*, recusad*`,
    },
    reaction: {
      dictionary: `retentativ*, nova tentativa, tenta novamente, repet*, lança*, retorna*, registra*, avis*, abort*, interromp*, pula, ignora*, rejeit*, revert*, reinici*, notific*, alert*, propag*, fallback, continu*, exib*, mostra*, recuper*, restaur*, degrad*, bloque*, isola*, encerra*, cancela*, responde, responder, resposta, tenta de novo, tenta mais, tentativas, mantém, enfileir*, descart*, desfaz*, termina, finaliza, libera, desativ*, redirecion*, alarme`,
    },
    "error-strategy": {
      dictionary: `código de erro, códigos de erro, código de saída, códigos de saída, exceção personalizada, exceções personalizadas, falha rápida, falhar rápido, recuo exponencial, tipo de erro, disjuntor, degradação graciosa, resposta de erro, código de retorno, códigos de retorno, espera exponencial, fila de mensagens mortas, modo degradado`,
    },
    "health-check": { dictionary: `verificação de saúde, verificações de saúde, checagem de saúde` },
    risk: {
      dictionary: `risco, falha, modo de falha, cenário, ameaça, problema, riscos, falhas, perigo, desvantagem, o que pode falhar`,
    },
    effect: {
      dictionary: `mitigação, impacto, probabilidade, detecção, resposta, efeito, consequência, contingência, comportamento, recuperação, solução, severidade, ação, mitigações, medidas, consequências, efeitos, gravidade, prevenção, ações, remédio, plano de contingência, o que acontece, o que se faz`,
    },
    data: {
      dictionary: `campo*, coluna*, atributo*, entidade*, tabela*, chave primária, chave estrangeira, enumeração, propriedade*, índice*, tipo, cadeia de caracteres, carimbo de data, relacionamento, chave única, número inteiro`,
    },
    contract: {
      dictionary: `requisição, solicitação, resposta, parâmetro*, argumento*, retorno, assinatura, entrada, saída, código de saída, corpo, método*, cabeçalho, evento, endpoint*, código de status, entrada padrão, saída padrão`,
    },
    command: { dictionary: `linha de comando, subcomando*` },
    deterministic: {
      dictionary: `determinístic*, determinista*, determinismo, idempoten*, idempotên*, reprodutív*, reproduzív*, versão fixa, versões fixas, versão fixada, versões fixadas, fixad*, arquivo de bloqueio, semente fixa, função pura, funções puras, sem efeitos colaterais, soma de verificação, versões travadas, versões bloqueadas, versão travada, semente aleatória fixa, byte a byte, bit a bit, lockfile, versão exata, versões exatas`,
    },
    "same-result": {
      dictionary: `mesma entrada, mesmas entradas, mesmo resultado, mesmos resultados, mesma saída, sempre o mesmo, resultado idêntico`,
    },
    hedge: {
      dictionary: `recomend*, opciona*, poderia, talvez, considerar, se possível, idealmente, de preferência, futuro, posteriormente`,
    },
    negation: { dictionary: `não, nenhum, nenhuma, sem, nunca, nem` },
    nothing: { dictionary: `nenhum, nenhuma` },
    "not-applicable": {
      dictionary: `não aplicável, não se aplica, não necessário, não é necessário, não requer, desnecessário, não é relevante, dispensável`,
    },
    "no-data-change": {
      dictionary: `sem persistência, sem banco de dados, não há persistência, sem alterações de esquema, sem mudanças no esquema, sem novas tabelas, nenhuma tabela nova, sem migrações, nenhuma nova tabela, sem armazenamento, nenhum dado é armazenado, nenhum dado é guardado, não armazena dados, não guarda dados, esquema sem alterações, o esquema não muda, não há banco de dados, não há novas tabelas, sem tabelas novas, sem colunas novas, sem novas colunas, sem novas entidades, sem novos campos, zero tabelas novas, zero novas tabelas, zero colunas novas, zero novas colunas, zero migrações, zero novas entidades, zero novos campos, não há tabelas novas, não há colunas novas, não há novas colunas, não há migrações, não há novas entidades, não há novos campos, não haverá tabelas novas, não haverá novas tabelas, não haverá colunas novas, não haverá novas colunas, não haverá migrações, não haverá novas entidades, não haverá novos campos, não cria tabelas novas, não cria novas tabelas, não cria colunas novas, não cria novas colunas, não cria migrações, não cria novas entidades, não cria novos campos, não são criadas tabelas novas, não são criadas novas tabelas, não são criadas colunas novas, não são criadas novas colunas, não são criadas migrações, não são criadas novas entidades, não são criadas novos campos, não haverá migração, não há migração, nenhuma migração, sem migração, sem migrations, nenhuma coluna nova, nenhuma nova coluna, nenhuma entidade nova, nenhum armazenamento novo, nenhum novo armazenamento, sem armazenamento novo, sem alteração de esquema, sem alteração no esquema, sem alterações no esquema, sem mudança de esquema, nenhuma alteração de esquema, sem alteração no banco, sem alterações no banco, sem mudanças no banco, o modelo de dados não muda`,
    },
    "no-interface-change": {
      dictionary: `sem novas apis, nenhuma nova api, nenhuma api nova, sem novos endpoints, nenhum novo endpoint, sem mudanças de api, a interface não muda, a api não muda, interface sem alterações, não há novos endpoints, sem rotas novas, sem novas rotas, sem apis novas, sem endpoints novos, zero rotas novas, zero novas rotas, zero apis novas, zero endpoints novos, não há rotas novas, não há novas rotas, não há apis novas, não há endpoints novos, não haverá rotas novas, não haverá novas rotas, não haverá apis novas, não haverá endpoints novos, nenhuma rota nova, nenhuma nova rota, nenhum endpoint novo, sem alteração de api, sem alteração na api, sem alterações na api, sem mudanças na api, sem alteração de contrato, sem alteração de interface, nenhuma interface nova, nenhum comando novo`,
    },
    "no-dependency": {
      dictionary: `sem dependências, sem novas dependências, nenhuma dependência, nenhuma nova dependência, sem dependências externas, não há dependências, não há novas dependências, sem bibliotecas novas, nenhuma biblioteca nova`,
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
