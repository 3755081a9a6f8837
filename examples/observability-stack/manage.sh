#!/usr/bin/env bash
# The stack's command line: ./manage.sh stack-up|stack-down|stack-status|stack-logs|stack-reset
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
Usage: ./manage.sh COMMAND

  stack-up              start the stack and wait until it is healthy
  stack-down            stop it; the data stays
  stack-status          show its services, as JSON with --json
  stack-logs [SERVICE]  follow the logs
  stack-reset --yes     stop it and delete its data
TEXT
}

case "${1:-}" in
  stack-up)
    docker compose up --detach --wait --wait-timeout 120
    ;;
  stack-down)
    docker compose down --remove-orphans
    ;;
  stack-status)
    if [[ "${2:-}" == --json ]]; then docker compose ps --all --format json; else docker compose ps --all; fi
    ;;
  stack-logs)
    docker compose logs --follow --tail 100 "${@:2}"
    ;;
  stack-reset)
    if [[ "${2:-}" != --yes ]]; then
      echo "stack-reset deletes all metrics, logs, traces and dashboards. Run it again with --yes." >&2
      exit 2
    fi
    docker compose down --volumes --remove-orphans
    ;;
  -h | --help | help)
    usage
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac
