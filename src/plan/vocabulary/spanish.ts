import type { Vocabulary } from "./vocabulary.ts";

/** Spanish. */
export const spanish: Vocabulary = {
  language: "Spanish",
  headings: {
    "data-models": {
      dictionary: `modelo de datos, modelos de datos, estructura de datos, estructuras de datos, esquema, esquema de datos, entidades, entidad, modelo de dominio, máquina de estados, definición de tipos, diseño de datos, tablas, formato de datos, diseño de base de datos, diseño de la base de datos, modelo de base de datos, esquema de base de datos, diccionario de datos, tipos de datos, modelo de objetos, objetos de valor, formato de archivo, formatos de archivo, modelo de estados, cambios de esquema, modelado de datos, modelo entidad relación, campos`,
      template: `entidades clave, entidades principales`,
    },
    storage: { template: `almacenamiento, persistencia, base de datos` },
    interfaces: {
      dictionary: `interfaz, interfaces, diseño de api, diseño de la api, contrato, contratos, contratos de api, endpoints, rutas, estructura de comandos, comandos, firma, firmas, protocolo, especificación de la api, contrato de api, contrato de la api, contratos de la api, contratos de interfaz, interfaz pública, interfaz de línea de comandos, formato de mensajes, puntos de acceso, puntos de entrada, puntos finales, comandos cli, firmas de funciones, diseño de interfaces, diseño de interfaz`,
      template: `componentes e interfaces`,
    },
    "error-handling": {
      dictionary: `manejo de errores, gestión de errores, tratamiento de errores, estrategia de errores, códigos de error, códigos de salida, manejo de excepciones, reintentos, recuperación, plan de reversión, reversión, tolerancia a fallos, degradación, resiliencia, manejo de fallos, gestión de fallos, estrategia de manejo de errores, errores, mensajes de error, excepciones, política de reintentos, estrategia de reintentos, plan de recuperación, estrategia de recuperación, plan de rollback, reversión de cambios, plan de retroceso, plan de contingencia, contingencia, códigos de estado, tolerancia a errores, degradación controlada`,
    },
    "failure-modes": {
      dictionary: `riesgo, riesgos, modo de fallo, modos de fallo, modos de falla, análisis de riesgos, evaluación de riesgos, escenarios de fallo, gestión de riesgos, desventajas, inconvenientes, amenazas, peligros, problemas conocidos, puntos de fallo, posibles fallos, fallos posibles, escenarios de falla, qué puede fallar, qué puede salir mal, evaluación del riesgo, matriz de riesgos`,
      template: `riesgos y mitigaciones, riesgos y mitigación, riesgos y medidas, riesgos y compromisos, riesgos / compensaciones, riesgos y contrapartidas`,
    },
    "edge-cases": {
      dictionary: `casos límite, casos borde, casos extremos, limitaciones, casos de borde`,
    },
    dependencies: {
      dictionary: `dependencia, dependencias, requisitos previos, prerrequisitos, servicios externos, bibliotecas, librerías, herramientas necesarias, dependencias externas, dependencias internas, depende de, servicios de terceros, sistemas externos, paquetes, integraciones, requisitos del sistema, nuevas dependencias, condiciones previas, precondiciones`,
      template: `dependencias principales, dependencias primarias`,
    },
    stack: {
      dictionary: `pila tecnológica, stack tecnológico, tecnologías, stack técnico, herramientas, frameworks, elección de tecnologías, tecnologías utilizadas, pila técnica`,
    },
    testing: {
      dictionary: `pruebas, prueba, estrategia de pruebas, plan de pruebas, pruebas unitarias, testeo, tests, estrategia de testing, enfoque de pruebas, casos de prueba, escenarios de prueba, pruebas de integración, plan de testing, cobertura de pruebas`,
    },
    verification: {
      dictionary: `verificación, validación, criterios de aceptación, criterios de éxito, criterios de validación, definición de terminado, definición de hecho, criterios de salida, escenarios de aceptación, comprobación, cómo verificar`,
    },
    deterministic: {
      dictionary: `determinismo, determinista, reproducibilidad, idempotencia, repetibilidad, determinístico, determinista cuando sea posible, determinista donde sea posible`,
    },
    "code-before-prompts": {
      template: `código antes que prompts, código antes de prompts, primero código, el código primero, código primero`,
    },
    "cli-first": {
      template: `cli primero, primero cli, línea de comandos primero, primero la cli, primero la línea de comandos, cli ante todo`,
    },
    principles: {
      template: `verificación de la constitución, principios, comprobación de la constitución, chequeo de constitución, revisión de la constitución, cumplimiento de la constitución, control de la constitución, verificación constitucional, principios rectores, principios de diseño`,
    },
    architecture: {
      dictionary: `arquitectura, decisión, decisiones, decisiones de diseño, enfoque técnico, decisión de estructura, decisiones técnicas, diseño, diseño técnico, diseño detallado, diseño general, enfoque, solución propuesta, alternativas, alternativas consideradas, opciones consideradas, justificación, consecuencias, compromisos, decisiones de arquitectura, decisiones arquitectónicas`,
    },
    "open-questions": {
      dictionary: `preguntas abiertas, cuestiones abiertas, puntos abiertos, preguntas sin resolver, preguntas pendientes, temas abiertos, cuestiones pendientes, dudas`,
    },
    none: {
      dictionary: `inyección de dependencias, interfaz de usuario, dependencias entre tareas, flujo de datos, proyecto de prueba, objetivos de rendimiento, tipo de proyecto, entorno de pruebas, dependencias de tareas, dependencias entre fases, grafo de dependencias, gestión de dependencias, orden de ejecución, nivel de riesgo, interfaces de usuario, interfaz gráfica`,
    },
  },
  words: {
    failure: {
      dictionary: `error*, falla*, fallo*, fallid*, excepci*, tiempo de espera agotado, no disponible, inválid*, corrupt*, ausente*, faltante*, falta, no encontrad*, no existe, inalcanzable, denegad*, conflicto*, excede*, caíd*, desconocid*, expirad*, pérdida, perdid*, se cae, cae, sin conexión, fuera de servicio, interrumpid*, no responde, inexistente*, erróne*, malformad*, saturad*, vencid*, caduc*, agotad*, incorrect*, corte de luz, corte de red`,
    },
    reaction: {
      dictionary: `reintent*, lanza*, devuelv*, devolver, retorna*, registra*, advert*, avis*, abort*, detien*, detener, omit*, ignora*, rechaz*, reviert*, revertir, reinici*, notific*, alert*, propag*, respaldo, continú*, continua*, muestr*, mostrar, recuper*, restaur*, degrad*, bloque*, aísl*, cancela*, responde, responder, respuesta, reanuda*, vuelve a intentar, intenta de nuevo, conserv*, mantien*, encola*, descart*, deshac*, termina, finaliza, cierra, desactiv*, redirig*, alarma, se queda`,
    },
    "error-strategy": {
      dictionary: `código de error, códigos de error, código de salida, códigos de salida, excepción personalizada, excepciones personalizadas, fallo rápido, fallar rápido, retroceso exponencial, tipo de error, cortocircuito, degradación elegante, respuesta de error, código de retorno, códigos de retorno, espera exponencial, cola de mensajes muertos, modo degradado`,
    },
    "health-check": { dictionary: `comprobación de salud, comprobaciones de salud, chequeo de salud` },
    risk: {
      dictionary: `riesgo, fallo, falla, modo de fallo, escenario, amenaza, problema, riesgos, fallos, fallas, peligro, desventaja, qué puede fallar, modo de falla`,
    },
    effect: {
      dictionary: `mitigación, impacto, probabilidad, detección, respuesta, efecto, consecuencia, contingencia, comportamiento, recuperación, solución, severidad, acción, mitigaciones, medidas, consecuencias, efectos, gravedad, prevención, acciones, remedio, plan de contingencia, qué pasa, qué ocurre, qué se hace`,
    },
    data: {
      dictionary: `campo*, columna*, atributo*, entidad*, tabla*, clave primaria, clave foránea, enumeración, propiedad*, índice*, tipo, cadena de texto, marca de tiempo, relación, clave única, número entero`,
    },
    contract: {
      dictionary: `solicitud, petición, respuesta, parámetro*, argumento*, retorno, firma, entrada, salida, código de salida, carga útil, cuerpo, método*, encabezado, evento, endpoint*, punto final, puntos finales, código de estado, puerto, entrada estándar, salida estándar`,
    },
    command: { dictionary: `línea de comandos, subcomando*, línea de comando` },
    deterministic: {
      dictionary: `determinista*, determinístic*, determinismo, idempoten*, reproducible*, versión fija, versiones fijas, versiones fijadas, versión fijada, fijad*, archivo de bloqueo, semilla fija, función pura, funciones puras, sin efectos secundarios, suma de verificación, versiones bloqueadas, versión bloqueada, semilla aleatoria fija, byte a byte, bit a bit, archivo lock, lockfile, versión exacta, versiones exactas`,
    },
    "same-result": {
      dictionary: `misma entrada, mismas entradas, mismo resultado, mismos resultados, misma salida, siempre el mismo, siempre la misma, resultado idéntico, resultados idénticos, mismos datos de entrada`,
    },
    hedge: {
      dictionary: `recomend*, recomiend*, opcional*, podría*, considerar, si es posible, idealmente, preferiblemente, quizás, tal vez, más adelante, futuro`,
    },
    negation: { dictionary: `no, ningún, ninguna, ninguno, sin, nunca, ni` },
    nothing: { dictionary: `ninguno, ninguna` },
    "not-applicable": {
      dictionary: `no aplica, no aplicable, no se requiere, no es necesario, no corresponde, no se aplica, no procede, innecesario, no es relevante, no relevante, no hace falta`,
    },
    "no-data-change": {
      dictionary: `sin persistencia, sin base de datos, no hay persistencia, sin cambios de esquema, sin cambios en el esquema, sin nuevas tablas, ninguna tabla nueva, sin migraciones, no requiere persistencia, sin almacenamiento, no se guardan datos, no se almacenan datos, no guarda datos, no almacena datos, esquema sin cambios, no cambia el esquema, no cambia el modelo de datos, no hay base de datos, no hay tablas nuevas, sin tablas nuevas, sin columnas nuevas, sin nuevas columnas, sin entidades nuevas, sin nuevas entidades, sin campos nuevos, sin nuevos campos, cero tablas nuevas, cero nuevas tablas, cero columnas nuevas, cero nuevas columnas, cero migraciones, cero entidades nuevas, cero nuevas entidades, cero campos nuevos, cero nuevos campos, no hay nuevas tablas, no hay columnas nuevas, no hay nuevas columnas, no hay migraciones, no hay entidades nuevas, no hay nuevas entidades, no hay campos nuevos, no hay nuevos campos, no habrá tablas nuevas, no habrá nuevas tablas, no habrá columnas nuevas, no habrá nuevas columnas, no habrá migraciones, no habrá entidades nuevas, no habrá nuevas entidades, no habrá campos nuevos, no habrá nuevos campos, no se crean tablas nuevas, no se crean nuevas tablas, no se crean columnas nuevas, no se crean nuevas columnas, no se crean migraciones, no se crean entidades nuevas, no se crean nuevas entidades, no se crean campos nuevos, no se crean nuevos campos, no se añaden tablas nuevas, no se añaden nuevas tablas, no se añaden columnas nuevas, no se añaden nuevas columnas, no se añaden migraciones, no se añaden entidades nuevas, no se añaden nuevas entidades, no se añaden campos nuevos, no se añaden nuevos campos, no requiere tablas nuevas, no requiere nuevas tablas, no requiere columnas nuevas, no requiere nuevas columnas, no requiere migraciones, no requiere entidades nuevas, no requiere nuevas entidades, no requiere campos nuevos, no requiere nuevos campos, ninguna columna nueva, ninguna entidad nueva, ninguna migración, sin migración, no hay migración, no habrá migración, sin almacenamiento nuevo, ningún almacenamiento nuevo, sin cambios en la base de datos, sin cambios de base de datos, sin cambios en el modelo de datos, sin modificar el esquema, el esquema no cambia, el modelo de datos no cambia`,
    },
    "no-interface-change": {
      dictionary: `sin nuevas apis, ninguna api nueva, sin nuevos endpoints, no hay nuevas apis, sin cambios de api, no cambia la interfaz, no cambia la api, interfaz sin cambios, no hay nuevos endpoints, ningún endpoint nuevo, sin endpoints nuevos, sin apis nuevas, sin rutas nuevas, sin nuevas rutas, cero endpoints nuevos, cero apis nuevas, cero rutas nuevas, cero nuevas rutas, no hay endpoints nuevos, no hay apis nuevas, no hay rutas nuevas, no hay nuevas rutas, no se añaden endpoints nuevos, no se añaden apis nuevas, no se añaden rutas nuevas, no se añaden nuevas rutas, no se crean endpoints nuevos, no se crean apis nuevas, no se crean rutas nuevas, no se crean nuevas rutas, cero nuevos endpoints, ninguna ruta nueva, ninguna interfaz nueva, sin cambios en la api, sin cambios en los contratos, sin cambios en la interfaz, la api no cambia, api sin cambios, ningún comando nuevo`,
    },
    "no-dependency": {
      dictionary: `sin dependencias, sin nuevas dependencias, ninguna dependencia, sin dependencias externas, no hay nuevas dependencias, ninguna dependencia nueva, sin bibliotecas nuevas, no hay dependencias, sin dependencias nuevas`,
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
