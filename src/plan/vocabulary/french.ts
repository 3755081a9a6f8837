import type { Vocabulary } from "./vocabulary.ts";

/** French. */
export const french: Vocabulary = {
  language: "French",
  headings: {
    "data-models": {
      dictionary: `modèle de données, modèles de données, structure de données, structures de données, schéma de données, schéma de base, schéma, entités, entité, modèle de domaine, machine à états, définition des types, format de données, modèle du domaine, base de données`,
    },
    storage: { template: `stockage, persistance, stockage des données` },
    interfaces: {
      dictionary: `interface, conception de l'api, contrat d'api, contrats d'api, contrat, points d'entrée, point d'accès, points de terminaison, signature, signatures, structure des commandes, commandes, routes, protocole, conception api`,
    },
    "error-handling": {
      dictionary: `gestion des erreurs, gestion d'erreurs, traitement des erreurs, stratégie d'erreur, codes d'erreur, codes de sortie, codes de retour, reprise sur erreur, gestion des exceptions, tolérance aux pannes, plan de retour arrière, retour arrière, résilience, stratégie de reprise`,
    },
    "failure-modes": {
      dictionary: `risque, risques, mode de défaillance, modes de défaillance, analyse des risques, évaluation des risques, scénarios d'échec, scénarios de panne, modes d'échec`,
    },
    "edge-cases": { dictionary: `cas limites, cas limite, cas particuliers, limitations` },
    dependencies: {
      dictionary: `dépendance, dépendances, prérequis, pré requis, services externes, bibliothèques, outils requis, services tiers`,
      template: `dépendances principales, dépendances primaires`,
    },
    stack: {
      dictionary: `pile technique, pile technologique, stack technique, technologies, choix techniques`,
    },
    testing: {
      dictionary: `test, tests, stratégie de test, stratégie de tests, plan de test, plan de tests, tests unitaires, assurance qualité`,
    },
    verification: {
      dictionary: `vérification, validation, critères d'acceptation, critères de succès, critères de réussite, recette`,
    },
    deterministic: { dictionary: `déterminisme, déterministe, reproductibilité, idempotence` },
    "code-before-prompts": { template: `code avant les prompts, le code avant les prompts` },
    "cli-first": { template: `cli d'abord, priorité à la cli` },
    principles: {
      template: `vérification de la constitution, principes, conformité constitutionnelle, contrôle de constitution`,
    },
    architecture: {
      dictionary: `architecture, décision, décisions, décisions d'architecture, approche technique, choix de conception, décision de structure, décisions techniques, conception`,
    },
    "open-questions": { dictionary: `questions ouvertes, points ouverts, points en suspens` },
    none: {
      dictionary: `injection de dépendances, interface utilisateur, dépendances entre tâches, flux de données, projet de test, objectifs de performance, type de projet, api rest tierce`,
    },
  },
  words: {
    failure: {
      dictionary: `erreur*, échec*, échou*, exception*, panne*, délai dépassé, expiré*, indisponible*, invalide*, corromp*, manquant*, introuvable*, absent*, refusé*, conflit*, dépass*, inconnu*, inaccessible*, perdu*, n'existe pas, impossible, déconnect*, défaillan*`,
    },
    reaction: {
      dictionary: `réessa*, retent*, nouvelle tentative, lève, levée, lever, renvoi*, retourn*, journalis*, consign*, avert*, abandon*, arrêt*, ignor*, rejet*, annul*, redémarr*, notifi*, alert*, propag*, repli, bascul*, poursui*, continu*, affich*, restaur*, dégrad*, récupér*, bloqu*, isol*, log, reconnexion`,
    },
    "error-strategy": {
      dictionary: `code d'erreur, codes d'erreur, code de sortie, codes de sortie, exception personnalisée, exceptions personnalisées, échec rapide, échouer vite, backoff exponentiel, type d'erreur, types d'erreur, disjoncteur, dégradation gracieuse, mode dégradé, exception propagée, réponse d'erreur`,
    },
    "health-check": { dictionary: `sonde de santé, sondes de santé, vérification de santé` },
    risk: {
      dictionary: `risque, défaillance, mode de défaillance, panne, scénario, menace, problème, échec`,
    },
    effect: {
      dictionary: `atténuation, impact, mitigation, probabilité, détection, parade, contre mesure, effet, conséquence, réponse, comportement, remède, mesure, gravité, sévérité`,
    },
    data: {
      dictionary: `champ*, colonne*, attribut*, entité*, table, tables, clé primaire, clé étrangère, énumération, propriété*, index, type`,
    },
    contract: {
      dictionary: `requête, réponse, paramètre*, argument*, retour, point d'entrée, signature, entrée, sortie, entrée standard, sortie standard, code de sortie, charge utile, méthode*`,
    },
    command: {
      dictionary: `ligne de commande, sous commande, sous commandes, interface en ligne de commande`,
    },
    deterministic: {
      dictionary: `déterministe*, déterminisme, idempoten*, reproductible*, reproductibilité, épinglé*, versions figées, version figée, figé*, verrouillage des versions, fichier de verrouillage, graine fixe, fonction pure, fonctions pures, sans effet de bord, sans effets de bord, somme de contrôle, versions fixes`,
    },
    "same-result": {
      dictionary: `même entrée, mêmes entrées, même résultat, mêmes résultats, résultats identiques`,
    },
    hedge: {
      dictionary: `recommand*, optionnel*, facultati*, éventuellement, pourrait, pourraient, envisag*, si possible, idéalement, de préférence, peut être, plus tard`,
    },
    negation: { dictionary: `pas, non, aucun, aucune, sans, jamais, ni, n'est` },
    nothing: { dictionary: `aucun, aucune` },
    "not-applicable": {
      dictionary: `non applicable, sans objet, s.o, pas nécessaire, non requis, néant, non concerné`,
    },
    "no-data-change": {
      dictionary: `aucune persistance, pas de persistance, aucun changement de schéma, aucune nouvelle table, pas de base de données, aucune migration, aucun nouveau modèle, pas de stockage, aucune modification du schéma, sans persistance`,
    },
    "no-interface-change": {
      dictionary: `aucune nouvelle api, pas de nouvelle api, aucun nouvel endpoint, aucune nouvelle interface, aucun changement d'api`,
    },
    "no-dependency": {
      dictionary: `aucune dépendance, aucune nouvelle dépendance, pas de nouvelle dépendance, sans dépendance, aucune dépendance externe`,
    },
    reference: { dictionary: `voir, cf, décrit dans, défini dans, détaillé dans, se référer à` },
    test: { dictionary: `test*, vérifi*, valid*, couverture, assertion*, mock*, simul*` },
    "test-kind": {
      dictionary: `unitaire*, intégration, bout en bout, fumée, régression, contrat, charge, acceptation, manuel*, composant, performance`,
    },
    library: { dictionary: `bibliothèque*, service*, paquet*, module*, pilote*, image*, client*` },
    code: {
      dictionary: `fonction*, classe*, module*, script*, composant*, implément*, démon, réécri*, refactor*`,
    },
    prompt: { dictionary: `modèle de langage, invite` },
    open: {
      template: `à clarifier, à préciser, à définir, à déterminer, clarification nécessaire, à compléter`,
    },
    settled: {
      dictionary: `résolu*, aucun, aucune, tous, toutes, clarifié, clarifiée, clarifiés, clarifiées, levé*`,
    },
    filler: { dictionary: `aucun, aucune, oui, non, élevé, moyen, faible, terminé, sans objet, fait` },
  },
};
