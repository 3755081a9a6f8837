import { arabic } from "./arabic.ts";
import { chinese } from "./chinese.ts";
import { dutch } from "./dutch.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { italian } from "./italian.ts";
import { japanese } from "./japanese.ts";
import { korean } from "./korean.ts";
import { polish } from "./polish.ts";
import { portuguese } from "./portuguese.ts";
import { cues } from "./cues.ts";
import { asides, reservations } from "./reservations.ts";
import { russian } from "./russian.ts";
import { spanish } from "./spanish.ts";
import { indexTerms, type TermIndex } from "./term-index.ts";
import { turkish } from "./turkish.ts";
import { ukrainian } from "./ukrainian.ts";
import type { Concept, Cue, Terms, Topic, Vocabulary } from "./vocabulary.ts";

/** Names that every language writes alike. */
const names: Vocabulary = {
  language: "any",
  headings: {
    interfaces: { manual: `rest api, graphql, grpc, openapi, http api, cli` },
    testing: { manual: `e2e, tdd` },
  },
  words: {
    "test-tool": {
      manual: `jest, vitest, mocha, pytest, junit, xunit, nunit, mstest, playwright, cypress, testing library, react testing library, rspec, minitest, phpunit, pest,
        go test, testify, cargo test, bun test, bats, bats core, testcontainers, mockito, mockk, assertj, xctest, espresso, storybook, terratest, tflint, tfsec, conftest, sonobuoy,
        moq, nsubstitute, supertest, msw, hypothesis, fast check, selenium, cucumber, k6, locust, miniflare, mockbukkit, robolectric, kotest, catch2, gtest, googletest, unittest,
        axe core, lighthouse, widget test, flutter test, dotnet test, npm test, pnpm test, terraform validate`,
    },
    technology: {
      manual: `react, vue, angular, svelte, next js, nextjs, nuxt, express, fastify, nestjs, hono, fastapi, flask, django, rails, laravel, spring, spring boot, asp net, asp net core, net 8, net 9,
        node js, nodejs, node, deno, bun, python, typescript, javascript, java, kotlin, go, golang, rust, swift, swiftui, c#, ruby, php, dart, flutter, react native, expo, electron, tauri,
        postgresql, postgres, mysql, mariadb, sqlite, mongodb, redis, dynamodb, firestore, supabase, prisma, drizzle, sqlalchemy, entity framework core, typeorm, kafka, rabbitmq, nats, celery, bullmq,
        docker, docker compose, podman, kubernetes, helm, terraform, ansible, argocd, nginx, traefik, caddy, grafana, prometheus, loki, opentelemetry, github actions, gitlab, jenkins,
        vite, webpack, tailwind, tailwind css, mui, material ui, shadcn/ui, chakra ui, zustand, redux, jotai, tanstack query, react query, react router, axios, zod, pydantic, typer, commander, chi, gin,
        openai, anthropic, claude, ollama, langchain, aws, azure, gcp, cloudflare, vercel, railway, stripe, auth0, keycloak, jwt, oauth, uv, poetry, pnpm, npm, gradle, maven, lancedb, numpy, pandas, pytorch,
        tensorflow, opencv, unity, unreal, godot, victoriametrics, victorialogs, elasticsearch, minio, s3, sqs, ffmpeg, websocket, bash, posix sh, make, git`,
    },
    deterministic: { manual: `sha256, sha 256` },
    "error-strategy": { manual: `hystrix, resilience4j` },
    prompt: { manual: `chatgpt, gpt 4o` },
  },
};

/** Every vocabulary, the names that all languages share first. */
export const vocabularies: readonly Vocabulary[] = [
  names,
  english,
  german,
  french,
  spanish,
  portuguese,
  italian,
  chinese,
  japanese,
  korean,
  russian,
  polish,
  ukrainian,
  dutch,
  turkish,
  arabic,
];

/** What headings and keys can name, in all languages. */
export const topicGroups: readonly (readonly [Topic, string])[] = [
  ...vocabularies.flatMap((vocabulary) => labelled<Topic>(vocabulary.headings)),
  ...asides,
];

const conceptGroups: readonly (readonly [Concept, string])[] = [
  ...vocabularies.flatMap((vocabulary) => labelled<Concept>(vocabulary.words)),
  ...reservations,
];

/** What passages can say, in all languages. */
export const conceptIndex: TermIndex<Concept> = indexTerms(conceptGroups);

/** What statements can say, and the words that call for a closer look. */
export const statementIndex: TermIndex<Concept | Cue> = indexTerms<Concept | Cue>([
  ...conceptGroups,
  ...cues,
]);

/** What a passage that says nothing can be. */
export const fillerIndex: TermIndex<Concept> = indexConcepts(["filler", "open"]);

/** What leaves an item open, and what settles it. */
export const openIndex: TermIndex<Concept> = indexConcepts(["open", "settled"]);

function indexConcepts(concepts: readonly Concept[]): TermIndex<Concept> {
  return indexTerms(conceptGroups.filter(([concept]) => concepts.includes(concept)));
}

function labelled<Label extends string>(
  groups: Readonly<Partial<Record<Label, Terms>>>,
): (readonly [Label, string])[] {
  const lists: (readonly [Label, string])[] = [];
  for (const label in groups) {
    const terms: Terms = { ...groups[label] };
    for (const list of Object.values(terms)) lists.push([label, list]);
  }
  return lists;
}
