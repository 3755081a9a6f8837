#compdef plan-gate
# Made from the commands of plan-gate by `npm run generate`.
# In ~/.zshrc, after compinit: source <(plan-gate completion zsh)
_plan_gate() {
  local -a commands=(
    'check:Judge plans as the gate would: a plan, a feature, or a repository'
    'status:List every feature of the repository: its phase, and what it waits for'
    'explain:What a rule wants, why, and an example'
    'init:Write a commented config and the smoke workflow, and print how to make the check required'
    'guard:Hold code back until its plan is approved: a hook for agents and for Git'
    'new:Write a specification and a plan to fill in, where the repository keeps its features'
    'doctor:Tell whether a repository'\''s gate really holds merges back, and how to fix it'
    'simulate:Tell what the gate would say about a pull request, and why'
    'approvals:Print who decided what, when and about which text: for a pull request, or for all plans on a branch'
    'verify:Tell whether every plan of this clone is the text that was approved, by the records on GitHub'
    'wait:Wait for the gate'\''s decision: ends with 0 if approved, 1 if rejected or failing, 4 if time ran out'
    'smoke:Bring up a Compose stack, check that it stands, and take it down'
    'register:Register your GitHub App, and write its id, key and secret to a file'
    'serve:Run the server of the GitHub App; settings come from the environment'
    'lsp:Run a language server: what `check` says, in an editor, as the plan is written'
    'completion:Print a completion script for a shell'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
    check) _arguments '--format[how to report]:value:(pretty compact json sarif github markdown)' '--config[config to judge by (default\: .github/plan-gate.yml of the repository)]:value:_files' '--stdin-filename[treat standard input as this file, and judge it with the files beside it]:value:_files' '*--rule[only this row; may be given several times]:value:(data-models interfaces error-handling failure-modes dependencies testing code-before-prompts deterministic cli-first spec-exists no-placeholders no-hidden-text tasks-after-approval spec-testable spec-atomic spec-unambiguous spec-dependencies)' '--max-warnings[end with 1 when there are more warnings than this]:value: ' '--base[only features that differ from a commit or branch, as the gate judges a pull request]:value: ' '--changed[like --base, with the base found for you (default in a pull request'\''s Actions)]' '--all[every feature, even in a pull request'\''s Actions]' '--watch[judge again after every change, until Ctrl-C]' '--output[write the report to a file]:value:_files' '--quiet[say only what is missing]' '--allow-empty[end with 0 where there is no feature]' '--help[display help for command]' '*:argument:_files' ;;
    status) _arguments '--format[how to report]:value:(pretty json)' '--config[config to judge by (default\: .github/plan-gate.yml of the repository)]:value:_files' '--help[display help for command]' ;;
    explain) _arguments '--all[explain every rule, for an agent'\''s prompt]' '--format[how to print it]:value:(pretty markdown json)' '--help[display help for command]' '*:argument:(data-models interfaces error-handling failure-modes dependencies testing code-before-prompts deterministic cli-first spec-exists no-placeholders no-hidden-text tasks-after-approval spec-testable spec-atomic spec-unambiguous spec-dependencies)' ;;
    init) _arguments '--solo[for people who work alone\: the author may approve, with the button only]' '--strict[code below `src/` waits for the approved plan of its feature]' '--app-id[id of the GitHub App (default\: APP_ID of the environment)]:value: ' '--from[Plan Gate'\''s repository and the commit to run (default\: this program'\''s own)]:value: ' '--agents[instead, write instructions and hooks for coding agents]' '--remove[with --agents\: remove them again]' '--help[display help for command]' ;;
    guard) _arguments '--offline[judge by the clone alone, never ask GitHub]' '--help[display help for command]' '*:argument: ' ;;
    new) _arguments '--kind[what is built, for hints that fit it]:value:(service cli library data infra)' '--help[display help for command]' '*:argument: ' ;;
    doctor) _arguments '--app-id[id of the GitHub App (default\: APP_ID, else looked up)]:value: ' '--format[how to report]:value:(pretty json)' '--help[display help for command]' '*:argument: ' ;;
    simulate) _arguments '--config[config to judge by, instead of the one on the default branch]:value:_files' '--app-id[id of the GitHub App whose record counts (default\: APP_ID, else looked up)]:value: ' '--format[how to report]:value:(pretty markdown json)' '--help[display help for command]' '*:argument: ' ;;
    approvals) _arguments '--branch[every plan on this branch, from the pull requests that brought it]:value: ' '--feature[with --branch\: one feature, by its id or folder]:value: ' '--app-id[id of the GitHub App whose record counts (default\: APP_ID, else looked up)]:value: ' '--format[how to report]:value:(pretty json)' '--help[display help for command]' '*:argument: ' ;;
    verify) _arguments '--ref[commit or branch of the clone to look at]:value: ' '--branch[branch whose changes to look through, for a commit that GitHub does not have]:value: ' '--feature[one feature, by its id or folder]:value: ' '--app-id[id of the GitHub App whose record counts (default\: APP_ID, else looked up)]:value: ' '--format[how to report]:value:(pretty json in-toto)' '--help[display help for command]' '*:argument: ' ;;
    wait) _arguments '--feature[wait for one feature only\: its id or path]:value: ' '--timeout[longest time to wait, such as 45m or 1h30m]:value: ' '--app-id[id of the GitHub App whose check counts (default\: APP_ID, else looked up)]:value: ' '--format[how to report]:value:(pretty json)' '--help[display help for command]' '*:argument: ' ;;
    smoke) _arguments '*--file[Compose file; may be given several times (default\: as Compose finds it)]:value:_files' '*--profile[profile to enable; may be given several times]:value: ' '*--env-file[environment file for Compose; may be given several times]:value:_files' '--timeout[how long images, start and restart may each take]:value: ' '--persistence[make new containers on the same volumes, and probe again]' '--report[write smoke.json, junit.xml and the services'\'' logs there]:value:_files' '--plan[plan to compare the stack with (default\: looked for below .specify)]:value:_files' '--config[config with smoke.rules (default\: .github/plan-gate.yml of the repository)]:value:_files' '--keep[leave the stack running, to look at it]' '--lint-only[resolve and lint only; needs no running Docker Engine]' '--help[display help for command]' ;;
    register) _arguments '--env[file for the settings]:value:_files' '--port[port of the page, on this machine alone (0\: a free one)]:value: ' '--form[write the form for GitHub to a file instead, for a browser on another machine]:value:_files' '--address[address of the server, as GitHub reaches it; with --form]:value: ' '--organization[organization that will own the App (default\: yourself); with --form]:value: ' '--name[name of the App; with --form]:value: ' '--code[finish with the code in the address that GitHub sent the browser to]:value: ' '--help[display help for command]' ;;
    serve) _arguments '--help[display help for command]' ;;
    lsp) _arguments '--stdio[accepted for editors that add it; changes nothing]' '--clientProcessId[process of the editor]:value: ' '--help[display help for command]' ;;
    completion) _arguments '--help[display help for command]' '*:argument:(bash zsh fish)' ;;
  esac
}

if [[ "$funcstack[1]" == _plan_gate ]]; then _plan_gate "$@"; else compdef _plan_gate plan-gate; fi
