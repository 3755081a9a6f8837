import type { Vocabulary } from "./vocabulary.ts";

/** Spanish. */
export const spanish: Vocabulary = {
  language: "Spanish",
  headings: {
    "data-models": {
      dictionary: `modelo de datos, modelos de datos, estructura de datos, estructuras de datos, esquema, esquema de datos, entidades, entidad, modelo de dominio, máquina de estados, definición de tipos, diseño de datos, tablas, formato de datos`,
    },
    storage: { template: `almacenamiento, persistencia, base de datos` },
    interfaces: {
      dictionary: `interfaz, interfaces, diseño de api, diseño de la api, contrato, contratos, contratos de api, endpoints, rutas, estructura de comandos, comandos, firma, firmas, protocolo`,
    },
    "error-handling": {
      dictionary: `manejo de errores, gestión de errores, tratamiento de errores, estrategia de errores, códigos de error, códigos de salida, manejo de excepciones, reintentos, recuperación, plan de reversión, reversión, tolerancia a fallos, degradación, resiliencia`,
    },
    "failure-modes": {
      dictionary: `riesgo, riesgos, modo de fallo, modos de fallo, modos de falla, análisis de riesgos, evaluación de riesgos, escenarios de fallo, gestión de riesgos`,
    },
    "edge-cases": { dictionary: `casos límite, casos borde, casos extremos, limitaciones` },
    dependencies: {
      dictionary: `dependencia, dependencias, requisitos previos, prerrequisitos, servicios externos, bibliotecas, librerías, herramientas necesarias`,
      template: `dependencias principales, dependencias primarias`,
    },
    stack: { dictionary: `pila tecnológica, stack tecnológico, tecnologías, stack técnico` },
    testing: {
      dictionary: `pruebas, prueba, estrategia de pruebas, plan de pruebas, pruebas unitarias, testeo, tests, estrategia de testing`,
    },
    verification: { dictionary: `verificación, validación, criterios de aceptación, criterios de éxito` },
    deterministic: { dictionary: `determinismo, determinista, reproducibilidad, idempotencia` },
    "code-before-prompts": { template: `código antes que prompts, código antes de prompts` },
    "cli-first": { template: `cli primero, primero cli` },
    principles: {
      template: `verificación de la constitución, principios, comprobación de la constitución, chequeo de constitución, revisión de la constitución`,
    },
    architecture: {
      dictionary: `arquitectura, decisión, decisiones, decisiones de diseño, enfoque técnico, decisión de estructura, decisiones técnicas, diseño`,
    },
    "open-questions": { dictionary: `preguntas abiertas, cuestiones abiertas, puntos abiertos` },
    none: {
      dictionary: `inyección de dependencias, interfaz de usuario, dependencias entre tareas, flujo de datos, proyecto de prueba, objetivos de rendimiento, tipo de proyecto, entorno de pruebas`,
    },
  },
  words: {
    failure: {
      dictionary: `error*, falla*, fallo*, fallid*, excepci*, tiempo de espera agotado, no disponible, inválid*, corrupt*, ausente*, faltante*, falta, no encontrad*, no existe, inalcanzable, denegad*, conflicto*, excede*, caíd*, desconocid*, expirad*, pérdida, perdid*`,
    },
    reaction: {
      dictionary: `reintent*, lanza*, devuelv*, devolver, retorna*, registra*, advert*, avis*, abort*, detien*, detener, omit*, ignora*, rechaz*, reviert*, revertir, reinici*, notific*, alert*, propag*, respaldo, continú*, continua*, muestr*, mostrar, recuper*, restaur*, degrad*, bloque*, aísl*, cancela*`,
    },
    "error-strategy": {
      dictionary: `código de error, códigos de error, código de salida, códigos de salida, excepción personalizada, excepciones personalizadas, fallo rápido, fallar rápido, retroceso exponencial, tipo de error, cortocircuito, degradación elegante, respuesta de error`,
    },
    "health-check": { dictionary: `comprobación de salud, comprobaciones de salud, chequeo de salud` },
    risk: { dictionary: `riesgo, fallo, falla, modo de fallo, escenario, amenaza, problema` },
    effect: {
      dictionary: `mitigación, impacto, probabilidad, detección, respuesta, efecto, consecuencia, contingencia, comportamiento, recuperación, solución, severidad, acción`,
    },
    data: {
      dictionary: `campo*, columna*, atributo*, entidad*, tabla*, clave primaria, clave foránea, enumeración, propiedad*, índice*, tipo`,
    },
    contract: {
      dictionary: `solicitud, petición, respuesta, parámetro*, argumento*, retorno, firma, entrada, salida, código de salida, carga útil, cuerpo, método*`,
    },
    command: { dictionary: `línea de comandos, subcomando*, línea de comando` },
    deterministic: {
      dictionary: `determinista*, determinístic*, determinismo, idempoten*, reproducible*, versión fija, versiones fijas, versiones fijadas, versión fijada, fijad*, archivo de bloqueo, semilla fija, función pura, funciones puras, sin efectos secundarios, suma de verificación, versiones bloqueadas`,
    },
    "same-result": {
      dictionary: `misma entrada, mismas entradas, mismo resultado, mismos resultados, misma salida`,
    },
    hedge: {
      dictionary: `recomend*, recomiend*, opcional*, podría*, considerar, si es posible, idealmente, preferiblemente, quizás, tal vez, más adelante, futuro`,
    },
    negation: { dictionary: `no, ningún, ninguna, ninguno, sin, nunca, ni` },
    nothing: { dictionary: `ninguno, ninguna` },
    "not-applicable": {
      dictionary: `no aplica, no aplicable, no se requiere, no es necesario, no corresponde`,
    },
    "no-data-change": {
      dictionary: `sin persistencia, sin base de datos, no hay persistencia, sin cambios de esquema, sin cambios en el esquema, sin nuevas tablas, ninguna tabla nueva, sin migraciones, no requiere persistencia, sin almacenamiento`,
    },
    "no-interface-change": {
      dictionary: `sin nuevas apis, ninguna api nueva, sin nuevos endpoints, no hay nuevas apis, sin cambios de api`,
    },
    "no-dependency": {
      dictionary: `sin dependencias, sin nuevas dependencias, ninguna dependencia, sin dependencias externas, no hay nuevas dependencias`,
    },
    reference: { dictionary: `ver, véase, consulte, descrito en, definido en, detallado en, consultar` },
    test: { dictionary: `prueba*, test*, verific*, valid*, cobertura, comprob*, mock*` },
    "test-kind": {
      dictionary: `unitari*, integración, extremo a extremo, humo, regresión, contrato, carga, aceptación, manual*, componente*, rendimiento`,
    },
    library: {
      dictionary: `biblioteca*, librería*, servicio*, paquete*, módulo*, controlador*, imagen*, cliente*`,
    },
    code: {
      dictionary: `función*, funciones, clase*, módulo*, script*, componente*, implement*, servicio*, código`,
    },
    prompt: { dictionary: `modelo de lenguaje` },
    open: {
      template: `por aclarar, necesita aclaración, por definir, por determinar, pendiente de definir, requiere aclaración, a definir`,
    },
    settled: { dictionary: `resuelt*, ningún, ninguna, sin, todos, todas, aclarad*` },
    filler: {
      dictionary: `ninguno, ninguna, sí, alto, medio, bajo, alta, media, baja, completado, pendiente, cumple`,
    },
  },
};
