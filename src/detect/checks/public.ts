import type { Check } from './candidate.ts'

/** Identifiers and keys that their providers mean to be seen: each a whole value, lengths as documented. */
const FORMS = [
  // Keys of pages and apps: Stripe, Clerk, Supabase, PostHog, Mapbox, Langfuse, Crossmint, Branch, Lob, DevCycle, ConfigCat, LaunchDarkly, PubNub, Mailgun.
  'pk_(?:live|test)_[\\w-]{10,250}',
  '(?:sb_publishable|phc)_[\\w-]{20,60}',
  'pk\\.eyJ[\\w.-]{40,400}',
  'pk-lf-[0-9a-f-]{36}',
  'ck_(?:production|staging)_[A-Za-z0-9]{20,60}',
  'key_(?:live|test)_[A-Za-z0-9]{16,40}',
  '(?:live|test)_pub_[0-9a-f]{31}',
  'dvc_(?:client|mobile)_[\\w-]{8,60}',
  '(?:configcat-sdk-1/)?[\\w-]{22}/[\\w-]{22}',
  'mob-[0-9a-f-]{36}',
  '(?:pub|sub)-c-[0-9a-z-]{36}',
  'pubkey-[0-9a-f]{32}',
  // Datadog's and New Relic's browser and app keys, Flutterwave, Midtrans, Square.
  'pub[0-9a-f]{32}',
  'NR(?:JS|BR)-[0-9a-f]{19,20}',
  '(?:AA[0-9a-f]{40}|[a-z]{2}\\d\\dxx[0-9a-f]{36})-NRMA',
  'FLWPUBK(?:_TEST)?-[0-9a-z]{32}-X',
  'Mid-client-\\w{10,20}',
  'sq0idp-[\\w-]{22,43}',
  // What is encrypted or encrypts.
  'age1[0-9a-z]{58}',
  // Ids of accounts, applications, customers and the public halves of pairs.
  'org-[A-Za-z0-9]{24}',
  'A(?:IDA|ROA|GPA|IPA|NPA|NVA)[A-Z0-9]{16,17}',
  'LTAI[A-Za-z0-9]{12,24}',
  'STS\\.[A-Za-z0-9]{16,64}',
  'AKID[A-Za-z0-9]{32,40}',
  'GOOG(?:[A-Z0-9]{57}|[A-Z0-9]{16,20})',
  '\\d{8,16}-[0-9a-z]{32}\\.apps\\.googleusercontent\\.com',
  '[\\w-]{22}:APA91b[\\w-]{134}',
  'AC[0-9a-f]{32}',
  'ak-[A-Za-z0-9]{22}',
  'rzp_(?:live|test)_[A-Za-z0-9]{14}',
  'EXO[A-Za-z0-9]{24,30}',
  '3MVG9[\\w.+/=-]{80,251}',
  'AIK_CLIENT_[A-Za-z0-9]{24}',
  'packagist_ack_[0-9a-f]{28,32}',
  'mdb_sa_id_[0-9a-f]{24}',
  'ramp_id_[A-Za-z0-9]{40}',
  'cus_[A-Za-z0-9]{14,26}',
  'cli_[A-Za-z0-9]{16,20}',
  'act_[0-9a-z]{24}',
  'rh-api-[0-9a-f-]{36}',
  'u-s4t2(?:ud|af)-[0-9a-f]{64}',
  'OC-[\\w-]{8,16}',
  'oa2-client-id_[\\w-]{32}',
  'amzn1\\.application-oa2-client\\.[0-9a-f]{32}',
  '[A-Za-z0-9-]{1,40}-PRD-[0-9a-f]{8,9}-[0-9a-f]{8}',
  'organizations/[0-9a-f-]{36}/apiKeys/[0-9a-f-]{36}',
  'pi_[A-Za-z0-9]{24}_secret_[A-Za-z0-9]{25}',
]

const PUBLIC = new RegExp(`^(?:${FORMS.join('|')})$`)

/** Whether a value has a form that its provider means to be seen, whatever the name before it says. */
export function isPublic(value: string): boolean {
  return PUBLIC.test(value)
}

/** A check that asks first whether the value is public by its form. */
export function unlessPublic(check: Check): Check {
  return candidate => (isPublic(candidate.value) ? 'drop' : check(candidate))
}

/** The names of a Firebase configuration. */
const CONFIGURATION = /authdomain|messagingsenderid|storagebucket|measurementid|mobilesdk_app_id|google_app_id/
const CONFIGURATION_FILE = /(?:^|\/)(?:google-services[\w.-]{0,20}\.json|GoogleService-Info[\w.-]{0,20}\.plist)$/i

/** A Google API key that a Firebase app carries to its users only names the project: https://firebase.google.com/docs/projects/api-keys */
export const firebaseWebKey: Check = ({ before, path, nearby }) => {
  if (CONFIGURATION_FILE.test(path)) return 'low'
  const name = /([\w.-]{3,100})\W{1,16}$/.exec(before)?.[1] ?? ''
  if (/firebase/i.test(name)) return 'low'
  return /^(?:\w{0,20}\.)?(?:api_?key|current_key)$/i.test(name) && CONFIGURATION.test(nearby()) ? 'low' : 'keep'
}
