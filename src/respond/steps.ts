import type { Exposure } from '../exposure/exposure.ts'
import type { Removal } from '../exposure/removal.ts'
import { count } from '../report/layout.ts'
import type { Page, Provider } from './providers/provider.ts'
import type { Asking } from './rewrite/asking.ts'
import { check, removalParts } from './rewrite/parts.ts'
import { pushedParts } from './rewrite/pushed.ts'
import type { Part, Step, StepName } from './step.ts'

/** What a response is about. */
export interface Incident {
  /** As the rules name it; null where nothing is known of whose key it is. */
  readonly providerName: string | null
  /** Null where its pages are not known. */
  readonly provider: Provider | null
  /** What the rule says: where to revoke it, and the environment variable usual for it. */
  readonly help: string | null
  readonly variable: string | null
  readonly exposure: Exposure | null
  /** How it gets out; null where that is not to be said, as of a key that is gone already. */
  readonly removal: Removal | null
  /** Files of HEAD that read the variable. */
  readonly readers: readonly string[]
}

/**
 * What to do, in order. Of a key that is only staged first to take it out; of one that is in a commit first to revoke it, before anything rewrites
 * history. The order of the account's steps is OpenAI's: a new password before MFA, which ends no log-in, then all log-ins.
 *
 * Source: https://help.openai.com/en/articles/8304786-how-can-i-keep-my-openai-accounts-secure
 */
export function stepsFor(incident: Incident, asking: Asking): Step[] {
  const { exposure } = incident
  const rest = account(incident)
  const history = historyStep(incident, asking)
  if (exposure?.reach === 'staged')
    return [step('take-out', 'Take it out of what is staged', history), revoke(incident), replace(incident), ...rest]
  const isOut = exposure === null || exposure.reach === 'pushed'
  const rewriting = history.length === 0 ? [] : [step('history', 'Take it out of history', history)]
  // What nobody else has yet is best taken out before anything else is done here; what others have, they keep.
  return [revoke(incident), replace(incident), ...(isOut ? [...rest, ...rewriting] : [...rewriting, ...rest])]
}

function step(name: StepName, title: string, parts: readonly Part[]): Step {
  return { name, title, parts: parts.filter(({ says, links, commands }) => `${says}${links}${commands}` !== '') }
}

function link(page: Page | undefined): readonly string[] {
  return page === undefined ? [] : [page.url]
}

function historyStep({ exposure, removal }: Incident, asking: Asking): Part[] {
  if (exposure === null || removal === null) return []
  const parts = removalParts(removal, exposure, asking)
  if (exposure.reach === 'staged') return parts
  return [...(exposure.reach === 'pushed' ? pushedParts(exposure, removal, parts) : parts), check(asking)]
}

function revoke({ provider, help, exposure, providerName }: Incident): Step {
  // The rule's own page is nearest to the key, unless it is only the list of rules.
  const isNear = help !== null && (provider === null || !help.endsWith('/docs/rules.md'))
  const page = isNear ? help : provider?.revoke.url
  const pages = page === undefined ? [] : [page]
  const says =
    exposure?.reach === 'staged'
      ? 'Only if it was ever shown to anybody, or stood in a log, a chat or a screenshot: delete it. Staged alone, it has not left this machine.'
      : exposure?.reach === 'local' || exposure?.reach === 'backup'
        ? `Delete it at ${providerName ?? 'the provider'}, before history is rewritten: what was committed may be in a backup, a synchronised folder or another clone.`
        : `Delete it at ${providerName ?? 'the provider'} now. Whatever else is done, only that makes it worthless to whoever has it.`
  return step('revoke', 'Revoke the key', [
    { says, links: pages },
    ...(provider?.docs === undefined || pages.includes(provider.docs.url)
      ? []
      : [{ says: 'What the provider says of it:', links: [provider.docs.url] }]),
  ])
}

function replace({ provider, variable, readers, exposure }: Incident): Step {
  const from = variable === null ? 'an environment variable' : variable
  const isOpenAI = provider?.name === 'OpenAI'
  const expected = isOpenAI
    ? 'OpenAI disables a key at once that it finds in public, on the internet or in an app of an app store. Expect it to stop working, whether you deleted it or not.'
    : `Many providers disable a key that they find in public. Expect it to stop working, whether you deleted it or not.`
  return step('replace', 'Replace it, and expect the old one to stop working', [
    ...(exposure?.reach === 'staged' ? [] : [{ says: expected }]),
    ...(readers.length === 0 ? [] : [{ says: `What then breaks here reads ${from}: ${shown(readers)}.` }]),
    {
      says: `Make a new key for each feature, team or product, so that its use can be told apart; keep it in ${from}, in CI in its secrets, and never in the code. Then deploy it wherever the old one was used.`,
    },
  ])
}

function shown(files: readonly string[]): string {
  const first = files.slice(0, 5).join(', ')
  return files.length > 5 ? `${first} and ${count(files.length - 5, 'more file')}` : first
}

/** Of the account, not of the repository. */
function account({ provider, exposure }: Incident): Step[] {
  const isStaged = exposure?.reach === 'staged'
  const since = exposure === null || isStaged ? '' : sinceWhen(exposure)
  return [
    step('usage', "Look at that key's usage", [
      {
        says: `Look for calls, models, places and costs${since} that none of you caused.`,
        links: link(provider?.usage),
      },
    ]),
    step('support', 'Contact support', [
      {
        says:
          provider?.name === 'OpenAI'
            ? 'At once if it was used, or may have been: open a new chat at the bottom right of any help page, and paste what is known of the key, as told at the top of this: nothing of it is secret.'
            : 'At once if it was used, or may have been; paste what is known of the key, as told at the top of this: nothing of it is secret.',
        links: link(provider?.support),
      },
    ]),
    step('activity', 'Review the activity of the account', [
      {
        says: 'Unknown log-ins, members, keys, projects, charges. Write down what you find: details help support to restore the account.',
        links: [...link(provider?.audit), ...link(provider?.security)],
      },
    ]),
    step('password', 'Set a new password', [
      {
        says: 'A strong one of its own from a password manager, or sign in with Google; changed every few months. Type the address yourself: mails about a leak that ask you to log in are a known trap.',
      },
    ]),
    step('mfa', 'Then turn on MFA', [
      { says: 'After the password: MFA does not end log-ins that exist.', links: link(provider?.mfa) },
    ]),
    step('log-out', 'Then log out everywhere', [
      {
        says:
          provider?.name === 'OpenAI'
            ? 'Platform: your profile > Security > Log out of all devices. ChatGPT: Settings > Security. It can take 30 minutes until the others are out.'
            : 'All sessions and devices, if the provider lets you. It can take up to 30 minutes until the others are out.',
        links: link(provider?.sessions),
      },
    ]),
    step('budget', 'Set a budget and limits', [
      {
        says: 'A monthly budget near what you expect to spend, and alerts below it, so that the next leak costs less.',
        links: link(provider?.limits),
      },
    ]),
  ]
}

function sinceWhen({ history }: Exposure): string {
  const date = history.find(occurrence => occurrence.date !== null)?.date
  return date == null ? '' : ` since ${date.slice(0, 10)}`
}
