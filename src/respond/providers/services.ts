import type { Provider } from './provider.ts'
import { catalogued, documented, linked, rotating } from './sources.ts'

/** Messages, payments, watching, and the rest that a program asks for something. */
export const services: readonly Provider[] = [
  {
    name: 'Slack',
    revoke: catalogued('https://api.slack.com/apps'),
    docs: documented('https://docs.slack.dev/authentication/best-practices-for-security'),
    support: linked('https://slack.com/help/requests/new'),
  },
  {
    name: 'Discord',
    revoke: catalogued('https://discord.com/developers/applications'),
    docs: catalogued('https://discord.com/developers/docs/reference'),
    support: linked('https://support.discord.com'),
  },
  {
    name: 'Telegram',
    revoke: catalogued('https://t.me/BotFather'),
    docs: catalogued('https://core.telegram.org/bots/api'),
  },
  {
    name: 'Microsoft Teams',
    revoke: rotating('https://teams.microsoft.com'),
  },
  {
    name: 'Twilio',
    revoke: catalogued('https://console.twilio.com/us1/account/keys-credentials/api-keys'),
    docs: catalogued('https://www.twilio.com/docs/iam/api-keys'),
    support: linked('https://help.twilio.com'),
  },
  {
    name: 'SendGrid',
    revoke: catalogued('https://app.sendgrid.com/settings/api_keys'),
    docs: catalogued('https://docs.sendgrid.com/ui/account-and-settings/api-keys'),
    usage: linked('https://app.sendgrid.com/email_activity'),
    support: linked('https://support.sendgrid.com'),
  },
  {
    name: 'Mailgun',
    revoke: linked('https://app.mailgun.com/settings/api_security'),
    docs: catalogued('https://documentation.mailgun.com/docs/mailgun/api-reference/authentication/'),
  },
  {
    name: 'Mailchimp',
    revoke: rotating('https://admin.mailchimp.com/account/api/'),
    docs: documented('https://mailchimp.com/help/about-api-keys'),
  },
  {
    name: 'Resend',
    revoke: linked('https://resend.com/api-keys'),
    docs: documented('https://resend.com/docs/dashboard/api-keys/introduction'),
  },
  {
    name: 'Stripe',
    revoke: catalogued('https://dashboard.stripe.com/apikeys'),
    docs: documented('https://docs.stripe.com/keys#rolling-keys'),
    usage: linked('https://dashboard.stripe.com/logs'),
    support: linked('https://support.stripe.com/contact'),
  },
  {
    name: 'Square',
    revoke: rotating('https://developer.squareup.com/apps'),
    docs: documented('https://developer.squareup.com/docs/build-basics/access-tokens'),
  },
  {
    name: 'Plaid',
    revoke: linked('https://dashboard.plaid.com/developers/keys'),
    docs: documented('https://plaid.com/docs/account/security'),
  },
  {
    name: 'Razorpay',
    revoke: linked('https://dashboard.razorpay.com/app/website-app-settings/api-keys'),
    docs: documented('https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/'),
  },
  {
    name: 'Datadog',
    revoke: catalogued('https://app.datadoghq.com/organization-settings/api-keys'),
    docs: catalogued('https://docs.datadoghq.com/account_management/api-app-keys/'),
    audit: linked('https://app.datadoghq.com/audit-trail'),
    support: linked('https://www.datadoghq.com/support/'),
  },
  {
    name: 'New Relic',
    revoke: catalogued('https://one.newrelic.com/api-keys'),
    docs: catalogued('https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/'),
  },
  {
    name: 'Sentry',
    revoke: catalogued('https://sentry.io/settings/account/api/auth-tokens/'),
    docs: catalogued('https://docs.sentry.io/api/auth/'),
  },
  {
    name: 'Grafana',
    revoke: catalogued('https://grafana.com/docs/grafana/latest/administration/service-accounts/'),
  },
  {
    name: 'PagerDuty',
    revoke: catalogued('https://support.pagerduty.com/docs/api-access-keys'),
  },
  {
    name: 'Okta',
    revoke: catalogued('https://developer.okta.com/docs/guides/create-an-api-token'),
  },
  {
    name: 'Auth0',
    revoke: linked('https://manage.auth0.com'),
    docs: documented('https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens'),
  },
  {
    name: 'Notion',
    revoke: catalogued('https://www.notion.so/my-integrations'),
    docs: catalogued('https://developers.notion.com/docs/authorization'),
  },
  {
    name: 'Linear',
    revoke: catalogued('https://linear.app/settings/api'),
    docs: catalogued('https://developers.linear.app/docs/graphql/working-with-the-graphql-api'),
  },
  {
    name: 'Figma',
    revoke: catalogued('https://www.figma.com/settings'),
    docs: catalogued('https://www.figma.com/developers/api#access-tokens'),
  },
  {
    name: 'Airtable',
    revoke: catalogued('https://airtable.com/create/tokens'),
    docs: catalogued('https://airtable.com/developers/web/guides/personal-access-tokens'),
  },
  {
    name: 'Asana',
    revoke: linked('https://app.asana.com/0/my-apps'),
    docs: documented('https://developers.asana.com/docs/personal-access-token'),
  },
  {
    name: 'Algolia',
    revoke: linked('https://dashboard.algolia.com/account/api-keys'),
    docs: documented('https://www.algolia.com/doc/guides/security/api-keys'),
  },
  {
    name: 'Mapbox',
    revoke: linked('https://account.mapbox.com/access-tokens/'),
    docs: documented('https://docs.mapbox.com/accounts/guides/tokens'),
  },
]
