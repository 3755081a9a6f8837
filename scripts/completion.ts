import type { Argument, Command, Option } from "commander";
import { allCommands } from "../src/cli/run.ts";

/** What may stand for an option or an argument: one of some words, or a file. */
type Value =
  | { readonly type: "none" }
  | { readonly type: "word" }
  | { readonly type: "file" }
  | { readonly type: "choice"; readonly words: readonly string[] };

interface CompletedOption {
  /** With its hyphens. */
  readonly flag: string;
  readonly description: string;
  readonly value: Value;
  readonly mayRepeat: boolean;
}

interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly argument: Value;
}

/** The files that complete the command line in shells, by name, made from its own commands. */
export function completionFiles(): ReadonlyMap<string, string> {
  const commands = allCommands().map(completed);
  return new Map([
    ["completion.bash", bash(commands)],
    ["completion.zsh", zsh(commands)],
    ["completion.fish", fish(commands)],
  ]);
}

function completed(command: Command): CompletedCommand {
  const help: CompletedOption = {
    flag: "--help",
    description: "display help for command",
    value: { type: "none" },
    mayRepeat: false,
  };
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.description(),
    options: [...command.options.map(completedOption), help],
    argument: argument === undefined ? { type: "none" } : valueOf(argument, argument.name()),
  };
}

function completedOption(option: Option): CompletedOption {
  const flag = option.long ?? option.short ?? "";
  const { description } = option;
  const [, name] = /<(\S+)>/.exec(option.flags) ?? [];
  return {
    flag,
    description,
    value: name === undefined ? { type: "none" } : valueOf(option, name),
    mayRepeat: Array.isArray(option.defaultValue) || /several times/.test(description),
  };
}

function valueOf({ argChoices }: Argument | Option, name: string): Value {
  if (argChoices !== undefined) return { type: "choice", words: argChoices };
  return /^(?:path|file|folder)$/i.test(name) ? { type: "file" } : { type: "word" };
}

const note = "Made from the commands of plan-gate by `npm run generate`.";

function bash(commands: readonly CompletedCommand[]): string {
  const valued = commands.flatMap(({ name, options }) =>
    options.flatMap(({ flag, value }) => {
      switch (value.type) {
        case "none":
          return [];
        case "word":
          return [`    "${name} ${flag}") return ;;`];
        case "file":
          return [`    "${name} ${flag}") compopt -o default 2>/dev/null; return ;;`];
        case "choice":
          return [`    "${name} ${flag}") _plan_gate_words "${value.words.join(" ")}"; return ;;`];
      }
    }),
  );
  const words = commands.map(({ name, options, argument }) => {
    const flags = options.map(({ flag }) => flag).join(" ");
    const rest =
      argument.type === "choice"
        ? `_plan_gate_words "${argument.words.join(" ")}"`
        : argument.type === "file"
          ? "compopt -o default 2>/dev/null"
          : "return";
    return `    ${name}) if [[ "$current" == -* ]]; then _plan_gate_words "${flags}"; else ${rest}; fi ;;`;
  });
  return `# ${note}
# In ~/.bashrc: source <(plan-gate completion bash)
_plan_gate_words() {
  local IFS=$' \\t\\n'
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

_plan_gate() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" command="" index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    if [[ "\${COMP_WORDS[index]}" != -* ]]; then
      command="\${COMP_WORDS[index]}"
      break
    fi
  done
  case "$command $before" in
${valued.join("\n")}
  esac
  case "$command" in
    "") _plan_gate_words "${commands.map(({ name }) => name).join(" ")} --help --version" ;;
${words.join("\n")}
  esac
}

complete -F _plan_gate plan-gate
`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  const cases = commands.map(({ name, options, argument }) => {
    const specs = options.map((option) => zshOption(option));
    const rest = argument.type === "none" ? [] : [quoted(`*:${zshValue("argument", argument)}`)];
    return `    ${name}) _arguments ${[...specs, ...rest].join(" ")} ;;`;
  });
  return `#compdef plan-gate
# ${note}
# In ~/.zshrc, after compinit: source <(plan-gate completion zsh)
_plan_gate() {
  local -a commands=(
${names.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${cases.join("\n")}
  esac
}

if [[ "$funcstack[1]" == _plan_gate ]]; then _plan_gate "$@"; else compdef _plan_gate plan-gate; fi
`;
}

function zshOption({ flag, description, value, mayRepeat }: CompletedOption): string {
  const said = description.replaceAll(/[[\]:\\]/g, "\\$&");
  const takes = value.type === "none" ? "" : `:${zshValue("value", value)}`;
  return quoted(`${mayRepeat ? "*" : ""}${flag}[${said}]${takes}`);
}

function zshValue(name: string, value: Value): string {
  switch (value.type) {
    case "none":
    case "word":
      return `${name}: `;
    case "file":
      return `${name}:_files`;
    case "choice":
      return `${name}:(${value.words.join(" ")})`;
  }
}

function fish(commands: readonly CompletedCommand[]): string {
  const names = commands.map(
    ({ name, description }) =>
      `complete -c plan-gate -n __fish_use_subcommand -f -a ${name} -d ${fishQuoted(description)}`,
  );
  const options = commands.flatMap(({ name, options: ownOptions, argument }) => {
    const when = `-n '__fish_seen_subcommand_from ${name}'`;
    const flags = ownOptions.map(
      ({ flag, description, value }) =>
        `complete -c plan-gate ${when} -l ${flag.slice(2)}${fishValue(value)} -d ${fishQuoted(description)}`,
    );
    const words =
      argument.type === "choice" ? [`complete -c plan-gate ${when} -f -a '${argument.words.join(" ")}'`] : [];
    return [...flags, ...words];
  });
  return `# ${note}
# In ~/.config/fish/config.fish: plan-gate completion fish | source
${[...names, ...options].join("\n")}
`;
}

function fishValue(value: Value): string {
  switch (value.type) {
    case "none":
      return "";
    case "word":
      return " -x";
    case "file":
      return " -r -F";
    case "choice":
      return ` -x -a '${value.words.join(" ")}'`;
  }
}

/** For bash and zsh. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
}
