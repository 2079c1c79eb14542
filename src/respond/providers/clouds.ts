import type { Provider } from './provider.ts'
import { catalogued, documented, linked, rotating } from './sources.ts'

/** Where programs and data live. */
export const clouds: readonly Provider[] = [
  {
    name: 'AWS',
    aliases: ['amazon', 'amazon web services'],
    revoke: catalogued('https://console.aws.amazon.com/iam/home#/security_credentials'),
    docs: documented('https://docs.aws.amazon.com/IAM/latest/UserGuide/access-keys-admin-managed.html'),
    audit: linked('https://console.aws.amazon.com/cloudtrail/home'),
    support: linked('https://console.aws.amazon.com/support/home'),
    security: linked('https://repost.aws/knowledge-center/potential-account-compromise'),
    limits: linked('https://console.aws.amazon.com/billing/home#/budgets'),
  },
  {
    name: 'Google',
    aliases: ['gemini'],
    revoke: linked('https://console.cloud.google.com/apis/credentials'),
    docs: documented('https://cloud.google.com/docs/authentication/api-keys'),
    usage: linked('https://aistudio.google.com/usage'),
    limits: linked('https://console.cloud.google.com/billing/budgets'),
    support: linked('https://console.cloud.google.com/support'),
    security: linked('https://myaccount.google.com/security-checkup'),
  },
  {
    name: 'Google Cloud',
    aliases: ['gcp'],
    revoke: catalogued('https://console.cloud.google.com/iam-admin/serviceaccounts'),
    docs: catalogued('https://cloud.google.com/iam/docs/keys-create-delete'),
    audit: linked('https://console.cloud.google.com/logs'),
    limits: linked('https://console.cloud.google.com/billing/budgets'),
    support: linked('https://console.cloud.google.com/support'),
    security: linked('https://myaccount.google.com/security-checkup'),
  },
  {
    name: 'Firebase',
    revoke: linked('https://console.cloud.google.com/apis/credentials'),
    limits: linked('https://console.cloud.google.com/billing/budgets'),
    security: linked('https://myaccount.google.com/security-checkup'),
  },
  {
    name: 'Azure',
    aliases: ['microsoft azure'],
    revoke: linked('https://portal.azure.com'),
    docs: catalogued('https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage'),
  },
  {
    name: 'DigitalOcean',
    revoke: catalogued('https://cloud.digitalocean.com/account/api/tokens'),
    docs: catalogued('https://docs.digitalocean.com/reference/api/'),
    audit: linked('https://cloud.digitalocean.com/account/security'),
    support: linked('https://cloudsupport.digitalocean.com'),
  },
  {
    name: 'Cloudflare',
    revoke: catalogued('https://dash.cloudflare.com/profile/api-tokens'),
    audit: linked('https://dash.cloudflare.com/?to=/:account/audit-log'),
    docs: catalogued('https://developers.cloudflare.com/api/tokens/create/'),
    support: linked('https://support.cloudflare.com'),
  },
  {
    name: 'Heroku',
    revoke: catalogued('https://dashboard.heroku.com/account'),
    docs: catalogued('https://devcenter.heroku.com/articles/authentication'),
    support: linked('https://help.heroku.com'),
  },
  {
    name: 'Vercel',
    revoke: catalogued('https://vercel.com/account/tokens'),
    docs: catalogued('https://vercel.com/docs/rest-api'),
    audit: documented('https://vercel.com/docs/activity-log'),
    support: linked('https://vercel.com/help'),
  },
  {
    name: 'Netlify',
    revoke: rotating('https://app.netlify.com/user/applications'),
    docs: documented('https://docs.netlify.com/api/get-started/'),
    support: linked('https://www.netlify.com/support'),
  },
  {
    name: 'Fly.io',
    revoke: linked('https://fly.io/user/personal_access_tokens'),
    docs: documented('https://fly.io/docs/security/tokens/'),
  },
  {
    name: 'Supabase',
    revoke: catalogued('https://supabase.com/dashboard/account/tokens'),
    docs: documented('https://supabase.com/docs/guides/api/api-keys'),
    support: linked('https://supabase.com/support'),
  },
  {
    name: 'Neon',
    revoke: linked('https://console.neon.tech/app/settings/api-keys'),
    docs: documented('https://neon.com/docs/manage/api-keys'),
  },
  {
    name: 'MongoDB Atlas',
    aliases: ['mongodb', 'atlas'],
    revoke: linked('https://cloud.mongodb.com'),
    docs: documented('https://www.mongodb.com/docs/atlas/configure-api-access/'),
    support: linked('https://support.mongodb.com'),
  },
  {
    name: 'Snowflake',
    revoke: catalogued('https://app.snowflake.com'),
    docs: catalogued('https://docs.snowflake.com/en/sql-reference/sql/alter-user'),
  },
  {
    name: 'Databricks',
    revoke: catalogued('https://docs.databricks.com/en/dev-tools/auth/pat.html'),
  },
  {
    name: 'HashiCorp',
    aliases: ['terraform cloud', 'hcp terraform'],
    revoke: linked('https://app.terraform.io/app/settings/tokens'),
    docs: catalogued('https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens'),
  },
  {
    name: 'HashiCorp Vault',
    aliases: ['vault'],
    revoke: catalogued('https://developer.hashicorp.com/vault/docs/commands/token/revoke'),
  },
  {
    name: 'Pulumi',
    revoke: linked('https://app.pulumi.com/account/tokens'),
    docs: documented('https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/'),
  },
  {
    name: 'Doppler',
    revoke: linked('https://dashboard.doppler.com'),
    docs: documented('https://docs.doppler.com/docs/service-tokens'),
  },
  {
    name: 'Tailscale',
    revoke: linked('https://login.tailscale.com/admin/settings/keys'),
    docs: documented('https://tailscale.com/kb/1085/auth-keys'),
  },
]
