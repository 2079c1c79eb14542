import type { Provider } from './provider.ts'
import { catalogued, documented, linked, rotating } from './sources.ts'

/** Where code is kept, built and published. */
export const forges: readonly Provider[] = [
  {
    name: 'GitHub',
    revoke: catalogued('https://github.com/settings/tokens'),
    docs: documented(
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation',
    ),
    audit: linked('https://github.com/settings/security-log'),
    support: linked('https://support.github.com/contact'),
    security: linked('https://github.com/settings/security'),
    sessions: linked('https://github.com/settings/sessions'),
  },
  {
    name: 'GitLab',
    revoke: catalogued('https://gitlab.com/-/user_settings/personal_access_tokens'),
    docs: catalogued('https://docs.gitlab.com/ee/user/profile/personal_access_tokens.html'),
    support: linked('https://about.gitlab.com/support/'),
    sessions: linked('https://gitlab.com/-/user_settings/active_sessions'),
  },
  {
    name: 'Bitbucket',
    revoke: catalogued('https://bitbucket.org/account/settings/app-passwords/'),
    docs: catalogued('https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/'),
    support: linked('https://support.atlassian.com/contact'),
  },
  {
    name: 'Atlassian',
    aliases: ['jira', 'confluence'],
    revoke: rotating('https://id.atlassian.com/manage-profile/security/api-tokens'),
    docs: documented(
      'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    ),
    support: linked('https://support.atlassian.com/contact'),
  },
  {
    name: 'Azure DevOps',
    revoke: linked('https://dev.azure.com'),
    docs: documented(
      'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
    ),
  },
  {
    name: 'npm',
    revoke: documented('https://docs.npmjs.com/revoking-access-tokens'),
    docs: catalogued('https://docs.npmjs.com/about-access-tokens'),
    support: linked('https://www.npmjs.com/support'),
  },
  {
    name: 'PyPI',
    revoke: catalogued('https://pypi.org/manage/account/'),
    docs: catalogued('https://pypi.org/help/#apitoken'),
    support: linked('https://pypi.org/help/'),
  },
  {
    name: 'RubyGems',
    revoke: linked('https://rubygems.org/profile/api_keys'),
    docs: catalogued('https://guides.rubygems.org/api-key-scopes/'),
  },
  {
    name: 'NuGet',
    revoke: linked('https://www.nuget.org/account/apikeys'),
    docs: documented('https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package'),
    support: linked('https://www.nuget.org/policies/Contact'),
  },
  {
    name: 'crates.io',
    aliases: ['cargo'],
    revoke: linked('https://crates.io/settings/tokens'),
    docs: documented('https://doc.rust-lang.org/cargo/reference/publishing.html'),
  },
  {
    name: 'Docker Hub',
    aliases: ['docker'],
    revoke: linked('https://app.docker.com/settings/personal-access-tokens'),
    docs: catalogued('https://docs.docker.com/security/for-developers/access-tokens/'),
  },
  {
    name: 'CircleCI',
    revoke: linked('https://app.circleci.com/settings/user/tokens'),
    docs: catalogued('https://circleci.com/docs/managing-api-tokens/'),
  },
  {
    name: 'Buildkite',
    revoke: linked('https://buildkite.com/user/api-access-tokens'),
    docs: documented('https://buildkite.com/docs/apis/managing-api-tokens'),
  },
  {
    name: 'Snyk',
    revoke: linked('https://app.snyk.io/account'),
    docs: documented('https://docs.snyk.io/getting-started/how-to-obtain-and-authenticate-with-your-snyk-api-token'),
  },
  {
    name: 'SonarCloud',
    revoke: linked('https://sonarcloud.io/account/security'),
    docs: documented('https://docs.sonarcloud.io/advanced-setup/user-accounts/'),
  },
  {
    name: 'Postman',
    revoke: linked('https://go.postman.co/settings/me/api-keys'),
    docs: documented('https://learning.postman.com/docs/developer/postman-api/authentication/'),
  },
  {
    name: 'LaunchDarkly',
    revoke: linked('https://app.launchdarkly.com/settings/authorization'),
    docs: documented('https://launchdarkly.com/docs/home/account/api'),
  },
  {
    name: 'ngrok',
    revoke: linked('https://dashboard.ngrok.com/api'),
    docs: documented('https://ngrok.com/docs/api'),
  },
]
