import type { Vocabulary } from "./vocabulary.ts";

/** English. */
export const english: Vocabulary = {
  language: "English",
  headings: {
    "data-models": {
      dictionary: `data model, data structure, schema, entity, entities, domain model, object model, data design,
        data architecture, data dictionary, data type, state machine, state model, type definition,
        record format, file format, import format, export format, json format, csv format, json shape, output shape, response shape, payload shape, data format, database table, database design, database model, db model, models, data schema, persistence model, value object, aggregates, message schema, data contract, table definition, er diagram, entity relationship diagram, field definitions, data changes, schema changes, database changes, persisted state`,
      template: `database schema, domain, domain objects, domain entities, key entities, core entities, core types, types, interfaces and types, volume structure,
        configuration schema, event schema, state files, state shape, state structure, storage schema, type updates, new types`,
    },
    storage: { template: `storage, persistence, data storage, database, data` },
    interfaces: {
      dictionary: `api, apis, interface, endpoint, route, command structure, public function, function signature,
        method signature, contract, request, payload, protocol, message format, public surface, commands, rest endpoints, http endpoints, interface definition, interface specification, api surface, public interface, api specification, api reference, external interface, service contract, event contract, wire format, webhooks, command reference, cli reference, cli usage, command interface, interface contract, message contract`,
      template: `api contract, api design, api routes, api spec, api endpoints, api interface, api changes, cli contract, cli interface,
        cli commands, cli design, command line interface, command line, command line tool, hook interface, hook contract, public exports, public api,
        service interface, components and interfaces, usage, library interface, configuration interface`,
    },
    "error-handling": {
      dictionary: `error handling, error strategy, error*, exception handling, exception*, exit code, status code, retry policy,
        retries, rollback plan, rollback strategy, graceful degradation, fault tolerance, resilience, fallback,
        failure handling, recovery strategy, recovery, timeouts and retries, retry strategy, retry behavior, rollback, rollback procedure, back out plan, fallback strategy, degradation strategy, timeout handling, handling of errors, handling of failures, failure response`,
    },
    "failure-modes": {
      dictionary: `failure mode, failure scenario, risk, threat, what can go wrong, how this can fail, how this code can fail,
        failure analysis, mitigation, failure case, hazard, known issues, assumptions that could break, fmea, drawback, downside, pitfall, gotchas, what could go wrong, what might go wrong, premortem, pre mortem, technical risks, operational risks, failure mode and effect`,
      template: `risk assessment, failure mode analysis, risks and mitigations, risk management, risk analysis, blast radius, risks / trade offs, risks/trade offs, risks and trade offs, risks & trade offs, risk / trade off, drawbacks and mitigations, risks & mitigations`,
    },
    "edge-cases": { dictionary: `edge case, corner case, limitation` },
    "health-check": { dictionary: `health check, healthcheck, health probe, liveness` },
    dependencies: {
      dictionary: `dependency, dependencies, deps, prerequisite, external service, third party, requirement and dependencies, upstream,
        downstream, library, libraries, package, packages, required tools, external system, integration point, integrations, third party services, external api, external apis, runtime dependencies, development dependencies, dev dependencies, system requirements, external libraries, depends on, relies on`,
      template: `primary dependencies, external dependencies, internal dependencies, new dependencies, key dependencies`,
    },
    stack: {
      dictionary: `tech stack, technology stack, technologies, stack, frameworks, tooling, core technologies, technical stack, technology choices, technology decisions, tools and libraries, tools and technologies, tech choices`,
      template: `language and framework`,
    },
    testing: {
      dictionary: `test, tests, testing, test strategy, testing strategy, test plan, test cases, test approach, unit test,
        integration test, quality assurance, qa, tdd strategy, test coverage, test matrix, test scenarios, how to test, how we test, manual testing, testing plan, testing approach, test design`,
      template: `acceptance tests, test first`,
    },
    verification: {
      dictionary: `verification, validation, verify, validate, acceptance criteria, success criteria, quality gate, acceptance, how to verify, definition of done, exit criteria, done when, validation plan, acceptance scenarios, verification plan`,
      template: `success criteria checklist, gate conditions, verifiable goals, verification commands`,
    },
    "code-before-prompts": { template: `code before prompts, code before prompt, code first` },
    deterministic: {
      dictionary: `determinism, deterministic, reproducibility, idempotency, idempotence, repeatability, reproducible builds`,
      template: `deterministic where possible`,
    },
    "cli-first": {
      template: `cli first, cli first interfaces, cli as interface`,
      dictionary: `command line first, command line interface first, cli, command line, command line interface, cli usage, cli commands, cli design`,
    },
    principles: {
      template: `constitution check, constitutional compliance, constitution compliance, pai principles, principles, design principles`,
      dictionary: `guiding principles, principle check`,
    },
    architecture: {
      dictionary: `architecture, architectural decision, design decision, decision, approach, technical approach, key decision, design,
        technical decision, trade off, rationale, alternatives considered, high level design, system design, technical design, proposed solution, proposed design, detailed design, alternatives, options considered, considered options, decision outcome, consequences`,
      template: `architecture overview, structure decision, key implementation decisions, implementation approach`,
    },
    "open-questions": {
      dictionary: `open question, open issue, open decision, open point, open item, pending decision, decisions pending, to be decided, unresolved, unknowns, questions, unresolved questions, outstanding questions, clarifications needed`,
    },
    none: {
      dictionary: `dependency injection, dependency management, dependency graph, dependency inversion, task dependencies,
        phase dependencies, user interface, interface language, test project, error message design, data flow, data seeding,
        entity relationship tool, requirement coverage, requirements, functional requirement, package manager, package structure,
        risk level, contract test, contract testing, performance goals, test environment, latest, api key, api documentation,
        constitution check, testing standards, api first, library first, usage patterns, api style, code contract, data protection,
        error budget, project dependencies graph, file types, project type, task dependency, execution order, model selection`,
    },
  },
  words: {
    failure: {
      dictionary: `error*, fail*, exception*, crash*, timeout*, timed out, times out, unavailable, invalid, corrupt*, missing, not found, absent, malformed, unreachable, outage, denied, conflict, exceed*, unhealthy, stale, lost, broken, unparseable, unreadable, unsupported, unknown, cannot, can't, insufficient, expired, mismatch*, panic*, throttl*, overload*, not available, not answer*, not respond*, no answer, no response, cannot be reached, can not, empty stdin, does not exist, doesn't exist, no longer exists, already exists, unset, not set, misconfigur*, unexpected*, dies, died, orphan*, goes down, is down, deadlock*, disconnect*, truncated, out of memory, disk full, full disk, rate limit*, race condition*, interrupted, power cut, loses power`,
    },
    reaction: {
      dictionary: `retry*, retries, retried, back off, backoff, fallback*, fall back, falls back, throw, throws, thrown, throwing, raise, raises, raised,
        return*, log, logs, logged, warn, warns, warning*, abort*, stop*, halt*, skip*, ignor*, reject*, rollback, roll back, rolls back, rolled back,
        restart*, surface*, propagat*, exit, exits, continue, continues, degrade, degrades, escalat*, notif*, alert*, recover, recovers, respond*, report*, rethrow*,
        block, blocks, refus*, queue*, cancel*, restor*, default to, defaults to, catch, catches, caught, wrap*, translat*, map, maps, mapped, passthrough,
        isolat*, contain, contained, dead letter, show, shows, display*, print*, prompt the user, kill*, mark*, disable*, requeue*, re queue*, shut down, shuts down, discard*, dropped, swallow*, try again, tries again, tried again, tries, tried, keeps, keep, stays, kept, answers, sends back, holds back, waits`,
    },
    "error-strategy": {
      dictionary: `fail fast*, fails fast, failing fast, fail open*, fail closed, fail safe, fail silently, exit code, error code, error response, custom exception,
        custom error, retry with, exponential backoff, max retries, maximum retries, dead letter queue, circuit breaker, graceful degradation, degrade gracefully,
        error type, typed error, tagged error, error boundary, error boundaries, error translation, error envelope, error object, error class, error classes,
        error hierarchy, non zero, nonzero, error isolation`,
    },
    "health-check": { dictionary: `health check*, healthcheck*, health probe, liveness, readiness, probe` },
    risk: {
      dictionary: `risk, failure mode, failure, failure scenario, threat, hazard, scenario, what can go wrong, problem, assumption, issue, concern, if this fails`,
    },
    effect: {
      dictionary: `mitigat*, impact, effect, detection, recovery, behavior, behaviour, contingency, response, degradation, consequence, handling,
        countermeasure, severity, likelihood, probability, trigger, workaround, solution, what happens, what then, then what, what we do, what is done, how it is noticed, how we notice, fix`,
    },
    data: {
      dictionary: `field, column, attribute, property, properties, entity, entities, table, enum, record, primary key, foreign key, index, indexes, schema,
        struct, dataclass, data class, jsonb, uuid, nullable, relationship, volume, named volume, key value, document, collection, type`,
    },
    contract: {
      dictionary: `endpoint, request, response, payload, parameter, param, argument, signature, stdin, stdout, stderr, exit code, returns, header, query,
        body, method, callback, event, webhook, flag, option, input, output, port, status code, interface, function, operation code, topic, message, subscriber, publishes, subscribes, emits`,
    },
    command: {
      dictionary: `cli, command line, command line interface, subcommand, cli command, cli tool, makefile, make target, makefile target, shell script, shell command, npm script, console command, terminal command`,
    },
    deterministic: {
      dictionary: `deterministic*, determinism, idempoten*, reproducib*, repeatable, repeatably, repeatability, replayable, virtual clock, fake clock, fixed clock, injected clock, pinned, pin, pinning, seeded random, seeded generator, seeded with, seeded rng, fixed seed, random seed, lockfile, lock file, frozen lockfile, dependency locking, hash verified, checksum*, pure function, pure functions, pure transformation, pure transform, pure module, side effect free, no side effects, without side effects, no randomness, no llm calls, content addressed, byte for byte, byte identical, specific base image version, exact version, locked version, fixed version, referentially transparent, temperature 0, version lock*, stateless and pure, bit for bit, same seed, locked dependencies, byte by byte`,
      manual: `package lock json, pnpm lock yaml, uv lock, poetry lock, cargo lock, npm ci, go sum, gemfile lock, composer lock`,
    },
    "same-result": {
      dictionary: `same input same output, same inputs same outputs, same input always, same results, same output, identical output, always the same, always produces the same`,
    },
    hedge: {
      dictionary: `recommend*, optional*, may, might, could, consider*, ideally, if possible, where possible, preferably, nice to have, suggest*, should be considered,
        later, future, not yet, todo, tbd, maybe, perhaps`,
    },
    negation: {
      dictionary: `no, not, none, never, without, non, isn't, aren't, doesn't, don't, won't, cannot, can't, neither, nor, lacks, lack of`,
    },
    nothing: {
      dictionary: `none, nothing, none of our own, none of its own, nothing of our own, nothing of its own`,
    },
    "not-applicable": {
      dictionary: `n/a, na, not applicable, not needed, not required, does not apply, not relevant, out of scope`,
    },
    "no-data-change": {
      dictionary: `no new table, no new tables, no new db table, no new database table, no schema change, no database schema change, no database change, no model change, no data model change,
        no new entity, no new entities, no new model, no migration, no migrations, no database migration, no persistence, no new data model, no data model, no persistent data,
        no data is stored, no data is persisted, no data to model, nothing is stored, nothing is persisted, stores nothing, stores no data, keeps no data, persists nothing, persists no data, holds no data, no storage, no database, no new schema, no new migrations, no new types, no data changes, zero new tables, zero new columns, zero schema changes, zero migrations, zero new entities, without new tables, without new columns, without schema changes, without migrations, without new entities, no new column, no new columns, no new collections, no changes to the schema, no changes to the database, no change to the data model, no db change, no db changes, no new storage, no new persistence, schema unchanged, schema stays the same, schema does not change, data model unchanged, data model does not change, without a migration, no alembic migration, no new fields, no new db tables`,
    },
    "no-interface-change": {
      dictionary: `no new api, no new apis, no new endpoint, no new api endpoint, no api change, no new interface, no interface change, no public api change, no new routes, no external interface,
        no public interface, no new commands, no api changes, no new public api, zero new endpoints, without new endpoints, without new apis, zero new apis, no changes to the api, no changes to the public api, public api unchanged, api unchanged, public interface unchanged, no new public interface, no contract change, no contract changes, no changes to the contract, no signature changes, zero new routes, no new flags, api does not change, interface does not change, no new cli commands`,
    },
    "no-dependency": {
      dictionary: `no dependency on, no dependencies, no new dependency, no new dependencies, zero dependencies, zero external dependencies, no external dependencies,
        no external dependency, without dependencies, no additional dependencies, no runtime dependencies, zero new dependencies, no third party dependencies`,
    },
    reference: {
      dictionary: `as in, as per, as described in, as documented in, cf, see, refer to, described in, defined in, documented in, details in, listed in, specified in, detailed in, found in`,
    },
    test: {
      dictionary: `test*, assert*, verif*, validat*, coverage, mock*, stub*, fixture, expect*, check, checks, checked, cover*, canary, benchmark`,
    },
    "test-kind": {
      dictionary: `unit, integration, e2e, end to end, component test*, contract test*, smoke test*, smoke, regression, performance test*, load test*, acceptance test*,
        property based, property test*, snapshot*, fuzz*, security test*, manual test*, manual, table driven, visual verification, conformance, idempotence test*, journey,
        chaos, accessibility, stress test*, golden, system test*, functional test*, api test*, ui test*, test driven, tdd`,
    },
    library: {
      dictionary: `library, libraries, package, framework, sdk, service, module, plugin, driver, image, provider, runtime, crate, gem, client, extension, container`,
    },
    code: {
      dictionary: `function, class, classes, module, route, routes, page, pages, view, query, operation, table, script, component, handler, middleware, service, method, struct, endpoint, controller, migration, repository, refactor*, implement*,
        dockerfile, docker compose, playbook, workflow, pipeline, manifest, package, library, parser, hook, compiler, daemon, executor, iac, shell script, container image, terraform, helm, ansible, declarative, infrastructure as code, typescript, python`,
    },
    prompt: {
      dictionary: `prompt, llm, subagent, sub agent, agent file, agent definition, skill file, slash command, language model, system prompt, prompt template, gpt`,
    },
    open: {
      template: `needs clarification, to be determined, to be decided, to be defined, to be clarified, tbd, tba, tktk, todo, fixme`,
    },
    settled: {
      dictionary: `resolved, no, all, none, zero, without, removed, answered, clarified, cleared, must be resolved, any`,
    },
    filler: {
      dictionary: `n/a, na, none, tbd, tba, todo, yes, no, pass, passed, ok, done, complete, completed, partial, pending, high, medium, low, med, critical, included, applied, covered, see above, see below, as above, same as above, ditto, see spec, somewhere, something, siehe oben, siehe unten, voir plus haut, véase arriba, ver acima, vedi sopra, 见上, 同上, 見上, 上記参照, 위 참조`,
    },
  },
};
