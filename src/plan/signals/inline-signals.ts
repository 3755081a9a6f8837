const endpoint =
  /\b(GET|POST|PUT|PATCH|DELETE|HEAD|WS|SUBSCRIBE|PUBLISH)\b[`*\s|:]{1,6}(\/[\w\-./:{}[\]$<>*?=&]*)/gu;
/** What a text without endpoints is searched in vain. */
const method = /(?:GET|POST|PUT|PATCH|DELETE|HEAD|WS|SUBSCRIBE|PUBLISH)\b/;
const joined = /\b((?:GET|POST|PUT|PATCH|DELETE) )(\/[\w\-./:{}]{1,80})( ?[+,&] ?| and )(?=\/\w)/gu;
const typedCall =
  /[\w$.]+(?:<[^<>]{1,40}>)?\(\s*[\w$]+\??\s*:\s*[^()]{1,80}\)|[\w$.]+\([^()]{0,80}\)\s*(?:->|\u2192|:|returns)\s*[\w<[({]/u;
const multiCall = /^[\w$.]+\(\s*[\w$]+\s*(?:,\s*[\w$.]+\s*)+\)/u;
const flag = /(?:^|[\s[|(])--?[a-zA-Z][\w-]*/gu;
const commandStart = /^(?:\$ )?(?:\.{1,2}\/[\w./-]+|[a-z][\w-]*(?:\.(?:sh|py|js|ts|rb|ps1))?)(?: |$)/u;
const argument = /\s(?:--?[a-zA-Z]|<[\w-]+>|\[[\w-]|[a-z][\w:-]*\b|[A-Z][A-Z\d_]*=\S)/u;
const knownTool =
  /^(?:\$ )?(?:make|docker|docker-compose|podman|kubectl|helm|terraform|npm|npx|pnpm|yarn|bun|bunx|node|deno|python3?|uv|pip|cargo|go|dotnet|gradle|\.\/gradlew|mvn|git|bash|sh|curl|just|task|ansible|ansible-playbook|pytest|vitest|jest|flutter|dart|swift|xcodebuild|php|composer|rails|bundle|mix|grep|rg|gh|act|tsx|ts-node|ls|cp|mv|rm|mkdir|rmdir|ps|kill|pkill|df|du|cat|tail|head|find|chmod|chown|tar|gzip|unzip|ssh|scp|rsync|systemctl|journalctl|service|which|sed|awk|xargs|wc|stat|uname|touch|ln|sudo|apt|apt-get|brew|wget|openssl|psql|pg_dump|redis-cli|sqlite3|mysql|clang|gcc|g\+\+|cmake|rustc|rustup|javac|java|gitleaks|trivy|semgrep|eslint|prettier|tsc|ruff|mypy|black|pre-commit|playwright|vite|prisma|alembic|supabase|aws|gcloud|vercel|flyctl|wrangler|shellcheck|actionlint|golangci-lint|nginx|crontab|launchctl|xcrun|adb)(?![\w-])/u;
/** A script, module or program of the repository's own that takes arguments. */
const ownScript =
  /^(?:\$ )?(?:(?:npm|pnpm|yarn|bun) run (?!(?:test|build|dev|start|lint|check|format|type-?check|coverage|e2e)\b)[\w:-]{1,40} (?:-- )?\S|(?:uv run )?python3? -m (?!(?:pytest|unittest|pip|venv|build|http|mypy|ruff|black|flake8|coverage|json|compileall)\b)[\w.]{1,60} \S)/u;
const sourcePath =
  /[\w@./-]{0,80}[\w-]\.(?:tsx?|jsx?|mjs|cjs|py|go|rs|java|kts?|swift|c|cc|cpp|h|hpp|cs|rb|php|scala|dart|exs?|hs|lua|sql|prisma|proto|graphql|sh|bash|ps1|tf|vue|svelte|css|scss|gradle|bicep|gd|ipynb|toml|ya?ml|json|ini|conf|env|properties|xml|html)\b|\b(?:Dockerfile|Makefile|Jenkinsfile)\b/gu;
const testFile =
  /[\w./-]{0,80}(?:\.(?:test|spec)\.\w+|_test\.\w+|\btest_\w{1,60}\.\w+|Tests?\.(?:cs|java|kt|swift|php)|_spec\.rb)/gu;
const errorName =
  /\b[A-Z][A-Za-z]*(?:Error|Exception|Failure)\b|\b(?:ERR|INVALID|UNKNOWN|MISSING|NO|NOT|E)_[A-Z][A-Z_]{2,40}\b|\b[A-Z][A-Z_]{2,40}_(?:ERROR|FAILED|FAILURE|EXPIRED|EXISTS|EXCEEDED|NOT_FOUND|MISSING|INVALID|DENIED|TIMEOUT|UNAVAILABLE|CONFLICT|REQUIRED)\b/gu;
const httpError = /\b(?:4\d\d|5\d\d)\b/gu;
const exitMapping =
  /(?:exit|salida|sortie|saida|uscita|\u9000\u51fa\u7801|\u7d42\u4e86\u30b3\u30fc\u30c9|\uc885\ub8cc \ucf54\ub4dc)\D{0,24}\d{1,3}|[\u2192=(:,]\s*\d{1,3}\s*\(/giu;
/** What "2, 6 (old)" needs beside it to be about codes. */
const codeWord =
  /exit|code|\u2192|=|salida|sortie|sa\u00edda|uscita|kod|\u043a\u043e\u0434|\u7801|\u78bc|\u30b3\u30fc\u30c9|\ucf54\ub4dc/iu;
const scriptPath = /[\w./-]{0,80}[\w-]\.(?:sh|bash|ps1)\b/gu;

/** What a name of a file cannot be without: most texts have none, and this is told at once. */
const sourceEnding =
  /\.(?:tsx?|jsx?|mjs|cjs|py|go|rs|java|kts?|swift|c|cc|cpp|h|hpp|cs|rb|php|scala|dart|exs?|hs|lua|sql|prisma|proto|graphql|sh|bash|ps1|tf|vue|svelte|css|scss|gradle|bicep|gd|ipynb|toml|ya?ml|json|ini|conf|env|properties|xml|html)\b|(?:Docker|Make|Jenkins)file\b/;
const testEnding = /\.(?:test|spec)\.\w|_test\.\w|\btest_\w|Tests?\.(?:cs|java|kt|swift|php)|_spec\.rb/;
const errorEnding = /(?:Error|Exception|Failure)\b|[A-Z]_[A-Z]/;
const scriptEnding = /\.(?:sh|bash|ps1)\b/u;

/** Longer inline code is not a signature or a command that a reader could take in. */
const longestCode = 300;

/** `METHOD /path` pairs, each once; `GET /a + /b` are two. */
export function findEndpoints(text: string): readonly string[] {
  if (!text.includes("/") || !method.test(text)) return [];
  return unique(text.replace(joined, "$1$2$3$1 "), endpoint).filter((each) => !each.endsWith("/..."));
}

/** Whether inline code is a call whose parameters have types, or that says what it returns. */
export function isTypedCall(code: string): boolean {
  return code.length <= longestCode && typedCall.test(code);
}

/** Whether inline code is a call with two parameters or more. */
export function isMultiCall(code: string): boolean {
  return code.length <= longestCode && multiCall.test(code);
}

/** How many options a command in inline code shows. */
export function countFlags(code: string): number {
  return code.match(flag)?.length ?? 0;
}

/** The options that a command in inline code shows. */
export function findFlags(code: string): readonly string[] {
  return (code.match(flag) ?? []).map((each) => each.replace(/^[\s[|(]/u, ""));
}

/** Whether inline code is a command of somebody else's tool: `npm test`, `docker compose up`; not `npm run invite -- a`. */
export function isToolCommand(code: string): boolean {
  return code.length <= longestCode && knownTool.test(code) && argument.test(code) && !ownScript.test(code);
}

/** Words between backticks that are no command: what they name ends with what it is, or they are a line of a program. */
const phrase = /^[a-z][a-z-]*(?: [a-z][a-z-]*){1,4}$/u;
const phraseEnd =
  / (?:schemas?|types?|codes?|errors?|names?|fields?|tables?|keys?|values?|files?|class(?:es)?|objects?|models?|state|status|strings?|numbers?|ids?|interfaces?|messages?|responses?|requests?|headers?|tokens?|events?|paths?|columns?|rows?|rules?|props?|params?|parameters?|attributes?|only)$/u;
const keyword =
  /^(?:select|insert|update|delete|alter|drop|truncate|where|order|group|begin|commit|returning|on|unique|not|primary|foreign|import|export|const|let|var|return|async|await|class|new|if|throw|throws|raise|try|catch|yield|function|def|type|enum|public|private|static|final|void|use|from) /u;

/** Whether inline code of plain words is a phrase or a piece of a program: `zod schema`, `order by name`. */
function isPhrase(code: string): boolean {
  return keyword.test(code) || (phrase.test(code) && phraseEnd.test(code) && !knownTool.test(code));
}

/** Whether inline code is a command with an option, an argument or a sub-command. */
export function isCommand(code: string): boolean {
  return (
    code.length <= longestCode &&
    commandStart.test(code) &&
    argument.test(code) &&
    !isPhrase(code) &&
    !/[(){};=]/u.test(code.replace(/[<[][^\]>]*[\]>]|\b[A-Z][A-Z\d_]*=\S|--[a-z-]+=\S/gu, ""))
  );
}

/** Paths and names of source files, each once. */
export function findSourcePaths(text: string): readonly string[] {
  return sourceEnding.test(text) ? unique(text, sourcePath) : [];
}

/** Names of test files, each once. */
export function findTestFiles(text: string): readonly string[] {
  return testEnding.test(text) ? unique(text, testFile) : [];
}

/** Names of error types, each once. */
export function findErrorNames(text: string): readonly string[] {
  return errorEnding.test(text) ? unique(text, errorName) : [];
}

/** HTTP status codes of errors, each once. */
export function findHttpErrors(text: string): readonly string[] {
  return unique(text, httpError);
}

/**
 * `exit 2`, `BLOCKED→2`, `1 (unhealthy)`: how many.
 * @param title What stands over the text, in which it may be said that its numbers are codes.
 */
export function countExitMappings(text: string, title: string): number {
  if (!/\d/.test(text)) return 0;
  const found = text.match(exitMapping) ?? [];
  return codeWord.test(text) || codeWord.test(title)
    ? found.length
    : found.filter((each) => !each.startsWith(",")).length;
}

/** Shell scripts, each once. */
export function findScripts(text: string): readonly string[] {
  return scriptEnding.test(text) ? unique(text, scriptPath) : [];
}

function unique(text: string, pattern: RegExp): readonly string[] {
  const found = text.match(pattern);
  if (found === null) return [];
  return found.length === 1 ? found : [...new Set(found)];
}
