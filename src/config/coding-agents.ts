/** E-mail addresses that coding agents sign with. */
export const codingAgents = [
  "noreply@anthropic.com",
  "noreply@openai.com",
  "copilot@github.com",
  "175728472+Copilot@users.noreply.github.com",
  "198982749+Copilot@users.noreply.github.com",
  "cursoragent@cursor.com",
  "noreply@aider.chat",
  "amp@ampcode.com",
  "openhands@all-hands.dev",
  "161369871+google-labs-jules[bot]@users.noreply.github.com",
  "158243242+devin-ai-integration[bot]@users.noreply.github.com",
] as const;
