import { accountOf } from "../world/people.ts";
import type { Repository, State } from "../world/state.ts";
import { simpleUser } from "./account.ts";
import type { Schemas } from "./schemas.ts";

/** `owner/name`. */
export function fullName(state: State, repository: Repository): string {
  return `${accountOf(state, repository.ownerId).login}/${repository.name}`;
}

/** Address of a repository in the REST API. */
export function apiUrl(state: State, repository: Repository): string {
  return `${state.origin}/api/v3/repos/${fullName(state, repository)}`;
}

/** Address of a repository for people. */
export function htmlUrl(state: State, repository: Repository): string {
  return `${state.origin}/${fullName(state, repository)}`;
}

/** A repository as it stands inside other answers. */
export function repositoryShape(state: State, repository: Repository): Schemas["repository"] {
  return { ...repositoryFields(state, repository), license: null };
}

/** A repository as `GET /repos/{owner}/{repo}` shows it. */
export function fullRepository(state: State, repository: Repository): Schemas["full-repository"] {
  const parent = repository.forkOf === null ? undefined : state.repositories.get(repository.forkOf);
  return {
    ...repositoryFields(state, repository),
    ...(parent === undefined ? {} : { parent: repositoryShape(state, parent) }),
    license: null,
    has_discussions: false,
    subscribers_count: 0,
    network_count: 0,
  };
}

/** A repository in lists. */
export function minimalRepository(state: State, repository: Repository): Schemas["minimal-repository"] {
  return repositoryFields(state, repository);
}

/** Shapes made last, since every payload holds up to three of them; good as long as the key is the same. */
const made = new WeakMap<Repository, { readonly key: string; readonly fields: RepositoryFields }>();

type RepositoryFields = ReturnType<typeof makeFields>;

function repositoryFields(state: State, repository: Repository): RepositoryFields {
  const { isPrivate, isArchived, defaultBranch, pushedAt } = repository;
  const key = [htmlUrl(state, repository), isPrivate, isArchived, defaultBranch, pushedAt].join(" ");
  const known = made.get(repository);
  if (known?.key === key) return known.fields;
  const fields = makeFields(state, repository);
  made.set(repository, { key, fields });
  return fields;
}

function makeFields(state: State, repository: Repository) {
  const url = apiUrl(state, repository);
  const html = htmlUrl(state, repository);
  return {
    ...repositoryLinks(url),
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: fullName(state, repository),
    private: repository.isPrivate,
    visibility: repository.isPrivate ? "private" : "public",
    owner: simpleUser(state, accountOf(state, repository.ownerId)),
    html_url: html,
    url,
    description: null,
    fork: repository.forkOf !== null,
    git_url: `${html.replace("http", "git")}.git`,
    ssh_url: `git@${html.replace("http://", "")}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 1,
    default_branch: repository.defaultBranch,
    open_issues: 0,
    open_issues_count: 0,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    archived: repository.isArchived,
    disabled: false,
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
  };
}

function repositoryLinks(url: string) {
  return {
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
  };
}
