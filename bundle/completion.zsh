#compdef plan-gate
# Made from the commands of plan-gate by `npm run generate`.
# In ~/.zshrc, after compinit: source <(plan-gate completion zsh)
_plan_gate() {
  local -a commands=(
    'check:Judge plans as the gate would: a plan, a feature, or a repository'
    'status:Every feature of the repository: its phase, and what it waits for'
    'explain:What a rule wants, why, and an example'
    'init:Write a commented config and the smoke workflow, and show how to make the check required'
    'guard:Hold code back until its plan is approved: a hook for agents and for Git'
    'new:Write a specification and a plan to fill in, where this repository keeps its features'
    'doctor:Tell whether the gate of a repository really gates, and how to mend it'
    'simulate:What the gate would say about a pull request, and why; writes nothing'
    'approvals:The record of a pull request, or of all plans on a branch: who decided what, when, and about which text'
    'verify:Is every plan of this clone the text that was approved? Reads the records on GitHub'
    'wait:Wait until the gate has spoken: 0 approved, 1 rejected or failing, 4 when the time is over'
    'smoke:Bring up a Compose stack, check that it stands, and take it down'
    'register:Register the GitHub App by its manifest, and write its id, key and secret to a file'
    'serve:Run the server of the GitHub App; settings come from the environment'
    'lsp:Language server for editors: what `check` says while a plan is written'
    'completion:Print what completes the commands in a shell'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
    check) _arguments '--format[how to report]:value:(pretty compact json sarif github markdown)' '--config[config to judge by (default\: .github/plan-gate.yml of the repository)]:value:_files' '--stdin-filename[the file that standard input would be\: it is judged with those beside it]:value:_files' '*--rule[only this row; may be given several times]:value:(data-models interfaces error-handling failure-modes dependencies testing code-before-prompts deterministic cli-first spec-exists no-placeholders no-hidden-text tasks-after-approval spec-testable spec-atomic spec-unambiguous spec-dependencies)' '--max-warnings[more warnings than these are something missing]:value: ' '--base[only features that differ from a commit or branch, as the gate judges a pull request]:value: ' '--changed[the same, with the base that fits where you stand (default in a pull request'\''s Actions)]' '--all[all features, also in a pull request'\''s Actions]' '--watch[judge again after every change, until Ctrl-C]' '--output[write the report to a file]:value:_files' '--quiet[say only what is missing]' '--allow-empty[a folder without a feature is no error]' '--help[display help for command]' '*:argument:_files' ;;
    status) _arguments '--format[how to report]:value:(pretty json)' '--config[config to judge by (default\: .github/plan-gate.yml of the repository)]:value:_files' '--help[display help for command]' ;;
    explain) _arguments '--all[every rule, such as for an agent'\''s prompt]' '--format[how to tell]:value:(pretty markdown json)' '--help[display help for command]' '*:argument:(data-models interfaces error-handling failure-modes dependencies testing code-before-prompts deterministic cli-first spec-exists no-placeholders no-hidden-text tasks-after-approval spec-testable spec-atomic spec-unambiguous spec-dependencies)' ;;
    init) _arguments '--solo[one person works here\: the author may approve, with the button only]' '--strict[code below `src/` waits for the approved plan of its feature]' '--app-id[id of the GitHub App (default\: APP_ID of the environment)]:value: ' '--from[Plan Gate'\''s repository and the commit to run (default\: this program'\''s own)]:value: ' '--agents[write what agents read, and the hooks that hold them back, instead]' '--remove[with --agents\: take it out again]' '--help[display help for command]' ;;
    guard) _arguments '--offline[judge by the clone alone, and never ask GitHub]' '--help[display help for command]' '*:argument: ' ;;
    new) _arguments '--kind[what is built, for hints]:value:(service cli library data infra)' '--help[display help for command]' '*:argument: ' ;;
    doctor) _arguments '--app-id[id of the GitHub App (default\: APP_ID, else as found)]:value: ' '--format[how to report]:value:(pretty json)' '--help[display help for command]' '*:argument: ' ;;
    simulate) _arguments '--config[config to judge by, in place of the one on the default branch]:value:_files' '--app-id[id of the GitHub App whose record counts (default\: APP_ID, else as found)]:value: ' '--format[how to report]:value:(pretty markdown json)' '--help[display help for command]' '*:argument: ' ;;
    approvals) _arguments '--branch[every plan on this branch, from the pull requests that brought it]:value: ' '--feature[with --branch\: one feature, by its id or folder]:value: ' '--app-id[id of the GitHub App whose record counts (default\: APP_ID, else as found)]:value: ' '--format[how to report]:value:(pretty json)' '--help[display help for command]' '*:argument: ' ;;
    verify) _arguments '--ref[commit or branch of the clone to look at]:value: ' '--branch[branch on GitHub to look at the changes of, for a commit that it does not have]:value: ' '--feature[one feature, by its id or folder]:value: ' '--app-id[id of the GitHub App whose record counts (default\: APP_ID, else as found)]:value: ' '--format[how to report]:value:(pretty json in-toto)' '--help[display help for command]' '*:argument: ' ;;
    wait) _arguments '--feature[wait for one feature only\: its id or path]:value: ' '--timeout[how long at most, such as 45m or 1h30m]:value: ' '--app-id[id of the GitHub App whose word counts (default\: APP_ID, else as found)]:value: ' '--format[how to report]:value:(pretty json)' '--help[display help for command]' '*:argument: ' ;;
    smoke) _arguments '--file[compose file, given once or more (default\: as Compose finds it)]:value:_files' '--profile[profile to enable, given once or more]:value: ' '--env-file[environment file for Compose, given once or more]:value:_files' '--timeout[how long images, start and restart may each take]:value: ' '--persistence[make new containers on the same volumes, and probe again]' '--report[write smoke.json, junit.xml and the services'\'' logs there]:value:_files' '--plan[plan to compare the stack with (default\: looked for below .specify)]:value:_files' '--config[config with smoke.rules (default\: .github/plan-gate.yml of the repository)]:value:_files' '--keep[leave the stack standing, to look at it]' '--lint-only[resolve and lint only; needs no running Docker Engine]' '--help[display help for command]' ;;
    register) _arguments '--env[file for the settings]:value:_files' '--port[port of the page, on this machine alone (0\: a free one)]:value: ' '--form[write the form for GitHub to a file instead, for a browser on another machine]:value:_files' '--address[address of the server, as GitHub reaches it; with --form]:value: ' '--organization[whose App it will be (default\: your own); with --form]:value: ' '--name[name of the App; with --form]:value: ' '--code[exchange the code from the address that GitHub led the browser to]:value: ' '--help[display help for command]' ;;
    serve) _arguments '--help[display help for command]' ;;
    lsp) _arguments '--stdio[speak on standard input and output, as it always does]' '--clientProcessId[process of the editor]:value: ' '--help[display help for command]' ;;
    completion) _arguments '--help[display help for command]' '*:argument:(bash zsh fish)' ;;
  esac
}

if [[ "$funcstack[1]" == _plan_gate ]]; then _plan_gate "$@"; else compdef _plan_gate plan-gate; fi
