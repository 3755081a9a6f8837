# Made from the commands of plan-gate by `npm run generate`.
# In ~/.bashrc: source <(plan-gate completion bash)
_plan_gate_words() {
  local IFS=$' \t\n'
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

_plan_gate() {
  local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD - 1]}" command="" index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    if [[ "${COMP_WORDS[index]}" != -* ]]; then
      command="${COMP_WORDS[index]}"
      break
    fi
  done
  case "$command $before" in
    "check --format") _plan_gate_words "pretty compact json sarif github markdown"; return ;;
    "check --config") compopt -o default 2>/dev/null; return ;;
    "check --stdin-filename") compopt -o default 2>/dev/null; return ;;
    "check --rule") _plan_gate_words "data-models interfaces error-handling failure-modes dependencies testing code-before-prompts deterministic cli-first spec-exists no-placeholders no-hidden-text tasks-after-approval spec-testable spec-atomic spec-unambiguous spec-dependencies"; return ;;
    "check --max-warnings") return ;;
    "check --base") return ;;
    "check --output") compopt -o default 2>/dev/null; return ;;
    "status --format") _plan_gate_words "pretty json"; return ;;
    "status --config") compopt -o default 2>/dev/null; return ;;
    "explain --format") _plan_gate_words "pretty markdown json"; return ;;
    "init --app-id") return ;;
    "init --from") return ;;
    "new --kind") _plan_gate_words "service cli library data infra"; return ;;
    "doctor --app-id") return ;;
    "doctor --format") _plan_gate_words "pretty json"; return ;;
    "simulate --config") compopt -o default 2>/dev/null; return ;;
    "simulate --app-id") return ;;
    "simulate --format") _plan_gate_words "pretty markdown json"; return ;;
    "approvals --branch") return ;;
    "approvals --feature") return ;;
    "approvals --app-id") return ;;
    "approvals --format") _plan_gate_words "pretty json"; return ;;
    "verify --ref") return ;;
    "verify --branch") return ;;
    "verify --feature") return ;;
    "verify --app-id") return ;;
    "verify --format") _plan_gate_words "pretty json in-toto"; return ;;
    "wait --feature") return ;;
    "wait --timeout") return ;;
    "wait --app-id") return ;;
    "wait --format") _plan_gate_words "pretty json"; return ;;
    "smoke --file") compopt -o default 2>/dev/null; return ;;
    "smoke --profile") return ;;
    "smoke --env-file") compopt -o default 2>/dev/null; return ;;
    "smoke --timeout") return ;;
    "smoke --report") compopt -o default 2>/dev/null; return ;;
    "smoke --plan") compopt -o default 2>/dev/null; return ;;
    "smoke --config") compopt -o default 2>/dev/null; return ;;
    "register --env") compopt -o default 2>/dev/null; return ;;
    "register --port") return ;;
    "register --form") compopt -o default 2>/dev/null; return ;;
    "register --address") return ;;
    "register --organization") return ;;
    "register --name") return ;;
    "register --code") return ;;
    "lsp --clientProcessId") return ;;
  esac
  case "$command" in
    "") _plan_gate_words "check status explain init guard new doctor simulate approvals verify wait smoke register serve lsp completion --help --version" ;;
    check) if [[ "$current" == -* ]]; then _plan_gate_words "--format --config --stdin-filename --rule --max-warnings --base --changed --all --watch --output --quiet --allow-empty --help"; else compopt -o default 2>/dev/null; fi ;;
    status) if [[ "$current" == -* ]]; then _plan_gate_words "--format --config --help"; else return; fi ;;
    explain) if [[ "$current" == -* ]]; then _plan_gate_words "--all --format --help"; else _plan_gate_words "data-models interfaces error-handling failure-modes dependencies testing code-before-prompts deterministic cli-first spec-exists no-placeholders no-hidden-text tasks-after-approval spec-testable spec-atomic spec-unambiguous spec-dependencies"; fi ;;
    init) if [[ "$current" == -* ]]; then _plan_gate_words "--solo --strict --app-id --from --agents --remove --help"; else return; fi ;;
    guard) if [[ "$current" == -* ]]; then _plan_gate_words "--offline --help"; else return; fi ;;
    new) if [[ "$current" == -* ]]; then _plan_gate_words "--kind --help"; else return; fi ;;
    doctor) if [[ "$current" == -* ]]; then _plan_gate_words "--app-id --format --help"; else return; fi ;;
    simulate) if [[ "$current" == -* ]]; then _plan_gate_words "--config --app-id --format --help"; else return; fi ;;
    approvals) if [[ "$current" == -* ]]; then _plan_gate_words "--branch --feature --app-id --format --help"; else return; fi ;;
    verify) if [[ "$current" == -* ]]; then _plan_gate_words "--ref --branch --feature --app-id --format --help"; else return; fi ;;
    wait) if [[ "$current" == -* ]]; then _plan_gate_words "--feature --timeout --app-id --format --help"; else return; fi ;;
    smoke) if [[ "$current" == -* ]]; then _plan_gate_words "--file --profile --env-file --timeout --persistence --report --plan --config --keep --lint-only --help"; else return; fi ;;
    register) if [[ "$current" == -* ]]; then _plan_gate_words "--env --port --form --address --organization --name --code --help"; else return; fi ;;
    serve) if [[ "$current" == -* ]]; then _plan_gate_words "--help"; else return; fi ;;
    lsp) if [[ "$current" == -* ]]; then _plan_gate_words "--stdio --clientProcessId --help"; else return; fi ;;
    completion) if [[ "$current" == -* ]]; then _plan_gate_words "--help"; else _plan_gate_words "bash zsh fish"; fi ;;
  esac
}

complete -F _plan_gate plan-gate
