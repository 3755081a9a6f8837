import type { Vocabulary } from "./vocabulary.ts";

/** French. */
export const french: Vocabulary = {
  language: "French",
  headings: {
    "data-models": {
      dictionary: `modèle de données, modèles de données, structure de données, structures de données, schéma de données, schéma de base, schéma, entités, entité, modèle de domaine, machine à états, définition des types, format de données, modèle du domaine, base de données, conception de la base, conception des données, tables, description des tables, dictionnaire de données, types de données, modèle objet, modèle conceptuel, objets valeur, format de fichier, formats de fichier, diagramme de classes, modèle d'état, diagramme d'états, modification du schéma`,
      template: `entités clés, entités principales, modèles de données et schémas`,
    },
    storage: { template: `stockage, persistance, stockage des données` },
    interfaces: {
      dictionary: `interface, conception de l'api, contrat d'api, contrats d'api, contrat, points d'entrée, point d'accès, points de terminaison, signature, signatures, structure des commandes, commandes, routes, protocole, conception api, spécification de l'api, description de l'api, contrats d'interface, contrat d'interface, interface publique, interfaces publiques, format des messages, commandes cli, interface de programmation, endpoints, signatures de fonctions`,
      template: `composants et interfaces`,
    },
    "error-handling": {
      dictionary: `gestion des erreurs, gestion d'erreurs, traitement des erreurs, stratégie d'erreur, codes d'erreur, codes de sortie, codes de retour, reprise sur erreur, gestion des exceptions, tolérance aux pannes, plan de retour arrière, retour arrière, résilience, stratégie de reprise, gestion d'erreur, stratégie de gestion des erreurs, erreurs, cas d'erreur, messages d'erreur, exceptions, nouvelles tentatives, politique de reprise, reprise après erreur, reprise après incident, plan de repli, solution de repli, mode dégradé, dégradation, restauration, plan de restauration, codes d'état`,
    },
    "failure-modes": {
      dictionary: `risque, risques, mode de défaillance, modes de défaillance, analyse des risques, évaluation des risques, scénarios d'échec, scénarios de panne, modes d'échec, inconvénients, menaces, dangers, points de défaillance, cas de panne, pannes, défaillances, problèmes connus, ce qui peut mal tourner, limites et risques, maîtrise des risques, gestion des risques`,
      template: `risques et mitigations, risques et atténuations, risques et mesures, risques et compromis, risques / compromis, risques et parades`,
    },
    "edge-cases": {
      dictionary: `cas limites, cas limite, cas particuliers, limitations, cas extrêmes, cas aux limites`,
    },
    dependencies: {
      dictionary: `dépendance, dépendances, prérequis, pré requis, services externes, bibliothèques, outils requis, services tiers, dépendances externes, dépendances internes, dépend de, systèmes externes, services requis, outils nécessaires, conditions préalables, paquets, intégrations, nouvelles dépendances`,
      template: `dépendances principales, dépendances primaires`,
    },
    stack: {
      dictionary: `pile technique, pile technologique, stack technique, technologies, choix techniques, pile logicielle, choix technologiques, frameworks, outils, socle technique, environnement technique`,
    },
    testing: {
      dictionary: `test, tests, stratégie de test, stratégie de tests, plan de test, plan de tests, tests unitaires, assurance qualité, approche de test, scénarios de test, cas de test, cas de tests, tests d'intégration, plan de validation, couverture de test`,
    },
    verification: {
      dictionary: `vérification, validation, critères d'acceptation, critères de succès, critères de réussite, recette, critères de validation, définition de terminé, critères de fin, comment vérifier, scénarios d'acceptation`,
    },
    deterministic: {
      dictionary: `déterminisme, déterministe, reproductibilité, idempotence, répétabilité, déterministe si possible, déterministe autant que possible`,
    },
    "code-before-prompts": {
      template: `code avant les prompts, code avant prompts, code avant tout prompt, code plutôt que prompts, le code plutôt que les prompts, le code avant les prompts, du code avant les prompts, le code d'abord`,
    },
    "cli-first": {
      template: `cli d'abord, priorité à la cli, la cli d'abord, ligne de commande d'abord, cli en premier`,
    },
    principles: {
      template: `vérification de la constitution, principes, conformité constitutionnelle, contrôle de constitution, respect de la constitution, contrôle constitutionnel, vérification constitutionnelle, principes directeurs`,
    },
    architecture: {
      dictionary: `architecture, décision, décisions, décisions d'architecture, approche technique, choix de conception, décision de structure, décisions techniques, conception, conception technique, conception détaillée, conception générale, approche, solution proposée, alternatives, alternatives envisagées, alternatives considérées, solutions envisagées, options envisagées, justification, conséquences, compromis, choix d'architecture, choix de structure`,
    },
    "open-questions": {
      dictionary: `questions ouvertes, points ouverts, points en suspens, questions en suspens, questions non résolues, points à trancher, questions`,
    },
    none: {
      dictionary: `injection de dépendances, interface utilisateur, dépendances entre tâches, flux de données, projet de test, objectifs de performance, type de projet, api rest tierce, dépendances des tâches, dépendances entre phases, graphe de dépendances, gestion des dépendances, ordre d'exécution, environnement de test, niveau de risque, ihm`,
    },
  },
  words: {
    failure: {
      dictionary: `erreur*, échec*, échou*, exception*, panne*, délai dépassé, expiré*, indisponible*, invalide*, corromp*, manquant*, introuvable*, absent*, refusé*, conflit*, dépass*, inconnu*, inaccessible*, perdu*, n'existe pas, impossible, déconnect*, défaillan*, tombe en panne, plantage, hors service, injoignable*, périmé*, interrompu*, coupure*, ne répond pas, inexistant*, non trouvé*, erroné*, malformé*, saturé*, expir*`,
    },
    reaction: {
      dictionary: `réessa*, retent*, nouvelle tentative, lève, levée, lever, renvoi*, retourn*, journalis*, consign*, avert*, abandon*, arrêt*, ignor*, rejet*, annul*, redémarr*, notifi*, alert*, propag*, repli, bascul*, poursui*, continu*, affich*, restaur*, dégrad*, récupér*, bloqu*, isol*, log, reconnexion, répond, réponse, conserv*, file d'attente, redemand*, relanc*, prévien*, prévenu*, met en attente, refuse, refuser, rétabli*, revient, revenir, désactiv*`,
    },
    "error-strategy": {
      dictionary: `code d'erreur, codes d'erreur, code de sortie, codes de sortie, exception personnalisée, exceptions personnalisées, échec rapide, échouer vite, backoff exponentiel, type d'erreur, types d'erreur, disjoncteur, dégradation gracieuse, mode dégradé, exception propagée, réponse d'erreur, code de retour, codes de retour, attente exponentielle, délai exponentiel, file des messages morts, échec immédiat`,
    },
    "health-check": { dictionary: `sonde de santé, sondes de santé, vérification de santé` },
    risk: {
      dictionary: `risque, défaillance, mode de défaillance, panne, scénario, menace, problème, échec, risques, danger, point de défaillance, ce qui peut mal tourner, inconvénient`,
    },
    effect: {
      dictionary: `atténuation, impact, mitigation, probabilité, détection, parade, contre mesure, effet, conséquence, réponse, comportement, remède, mesure, gravité, sévérité, atténuations, action, solution, contournement, prévention, mesures, conséquences, effets, que se passe t il, que faire`,
    },
    data: {
      dictionary: `champ*, colonne*, attribut*, entité*, table, tables, clé primaire, clé étrangère, énumération, propriété*, index, type, chaîne de caractères, horodatage, enregistrement, relation, clé unique, nombre entier`,
    },
    contract: {
      dictionary: `requête, réponse, paramètre*, argument*, retour, point d'entrée, signature, entrée, sortie, entrée standard, sortie standard, code de sortie, charge utile, méthode*, corps, en tête, événement, point de terminaison, points de terminaison, endpoint*, code d'état, port`,
    },
    command: {
      dictionary: `ligne de commande, sous commande, sous commandes, interface en ligne de commande`,
    },
    deterministic: {
      dictionary: `déterministe*, déterminisme, idempoten*, reproductible*, reproductibilité, épinglé*, versions figées, version figée, figé*, verrouillage des versions, fichier de verrouillage, graine fixe, fonction pure, fonctions pures, sans effet de bord, sans effets de bord, somme de contrôle, versions fixes, versions verrouillées, version verrouillée, graine aléatoire fixe, graine fixée, octet pour octet, à l'octet près, fichier lock`,
    },
    "same-result": {
      dictionary: `même entrée, mêmes entrées, même résultat, mêmes résultats, résultats identiques, à l'identique, toujours le même, toujours identique, même sortie, mêmes sorties`,
    },
    hedge: {
      dictionary: `recommand*, optionnel*, facultati*, éventuellement, pourrait, pourraient, envisag*, si possible, idéalement, de préférence, peut être, plus tard`,
    },
    negation: { dictionary: `pas, non, aucun, aucune, sans, jamais, ni, n'est` },
    nothing: { dictionary: `aucun, aucune` },
    "not-applicable": {
      dictionary: `non applicable, sans objet, s.o, pas nécessaire, non requis, néant, non concerné, ne s'applique pas, inutile, pas requis, sans pertinence, non nécessaire, non pertinent`,
    },
    "no-data-change": {
      dictionary: `aucune persistance, pas de persistance, aucun changement de schéma, aucune nouvelle table, pas de base de données, aucune migration, aucun nouveau modèle, pas de stockage, aucune modification du schéma, sans persistance, aucune donnée n'est stockée, aucune donnée stockée, ne stocke rien, ne stocke aucune donnée, schéma inchangé, modèle inchangé, aucune base de données, sans base de données, sans nouvelle table, sans nouvelle colonne, sans migration, sans modification de schéma, sans modification du schéma, aucune nouvelle colonne, aucune modification de schéma, pas de nouvelle table, pas de nouvelle colonne, pas de migration, pas de modification de schéma, pas de modification du schéma, zéro nouvelle table, zéro nouvelle colonne, zéro migration, zéro modification de schéma, zéro modification du schéma, sans nouveau champ, sans nouveau stockage, sans changement de schéma, sans changement du schéma, sans nouveau modèle, aucun nouveau champ, aucun nouveau stockage, aucun changement du schéma, pas de nouveau champ, pas de nouveau stockage, pas de changement de schéma, pas de changement du schéma, pas de nouveau modèle, zéro nouveau champ, zéro nouveau stockage, zéro changement de schéma, zéro changement du schéma, zéro nouveau modèle, sans nouvelles tables, pas de nouvelles tables, le schéma ne change pas, le modèle de données ne change pas, modèle de données inchangé, sans nouvelle entité, aucune nouvelle entité`,
    },
    "no-interface-change": {
      dictionary: `aucune nouvelle api, pas de nouvelle api, aucun nouvel endpoint, aucune nouvelle interface, aucun changement d'api, interface inchangée, api inchangée, interfaces inchangées, aucune nouvelle route, aucune nouvelle commande, sans nouvelle api, sans nouvel endpoint, sans nouvelle route, pas de nouvel endpoint, pas de nouvelle route, pas de nouvelle interface, sans changement d'api, sans modification de l'api, aucune modification de l'api, pas de modification de l'api, l'api ne change pas, l'interface ne change pas, zéro nouvelle api`,
    },
    "no-dependency": {
      dictionary: `aucune dépendance, aucune nouvelle dépendance, pas de nouvelle dépendance, sans dépendance, aucune dépendance externe, aucune bibliothèque nouvelle, aucune nouvelle bibliothèque, sans dépendance externe, pas de dépendance`,
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
