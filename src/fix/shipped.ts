import { nameGiven } from '../detect/advice/place.ts'
import { publicVariables } from '../detect/advice/public-prefix.ts'
import { keyInBrowser } from '../detect/rules/browser.ts'
import { lineAt } from './edit.ts'
import type { Site, SourceFile } from './plan-types.ts'

/** A kind of program that its users receive: whatever it reads when it is built, they can read. */
interface Shipped {
  readonly files: RegExp
  readonly says?: RegExp
  readonly where: string
}

const SCRIPT = /\.(?:[cm]?[jt]sx?)$/i

const SHIPPED: readonly Shipped[] = [
  {
    files: SCRIPT,
    says: /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*['"]use client['"]/,
    where: 'a client component',
  },
  {
    files: SCRIPT,
    says: /\bfrom\s*['"](?:react-native|expo)(?:[/-][\w/-]+)?['"]|\brequire\(\s*['"](?:react-native|expo)['"]/,
    where: 'a mobile app',
  },
  {
    files: SCRIPT,
    says: /\bfrom\s*['"]react-dom(?:\/client)?['"]|\bfrom\s*['"]react['"][\s\S]*\buse(?:State|Effect|Ref|Reducer|LayoutEffect)\(|\b(?:document\.(?:getElement|querySelector|createElement|addEventListener|body|cookie)|window\.(?:location|addEventListener|localStorage)|localStorage\.|sessionStorage\.|chrome\.(?:runtime|storage|tabs)\.)/,
    where: 'a browser',
  },
  { files: /(?:^|\/)(?:public|static|www|htdocs|wwwroot)\/.*\.(?:m?js|css|json)$/i, where: 'a browser' },
  { files: /\.(?:html?|xhtml|vue|svelte)$/i, where: 'a browser' },
  { files: /\.(?:kts?|java)$/i, says: /^[ \t]*import\s+androidx?\./m, where: 'a mobile app' },
  {
    files:
      /(?:^|\/)(?:AndroidManifest\.xml|google-services\.json|GoogleService-Info\.plist|Info\.plist|strings\.xml)$|\.(?:xcconfig|pbxproj)$/i,
    where: 'a mobile app',
  },
  { files: /\.gradle(?:\.kts)?$/i, says: /\bbuildConfigField\b|\bresValue\b|com\.android\./, where: 'a mobile app' },
  { files: /\.swift$/i, says: /^[ \t]*import\s+(?:UIKit|SwiftUI|WatchKit|WidgetKit)\b/m, where: 'a mobile app' },
  { files: /\.dart$/i, says: /['"]package:flutter(?:_\w+)?\//, where: 'a mobile app' },
  {
    files: /\.cs$/i,
    says: /^[ \t]*using\s+(?:UnityEngine|Microsoft\.Maui|Xamarin|Microsoft\.AspNetCore\.Components\.WebAssembly)\b/m,
    where: 'an app that users have',
  },
]

/** Where the value of a variable would reach every user; null where it would not. */
export function shippedTo({ path, text }: SourceFile, { start, end }: Site): string | null {
  const line = lineAt(text, start)
  const previous = line.start === 0 ? null : lineAt(text, line.start - 1).text
  const given = nameGiven({ before: text.slice(line.start, start), previous })
  const beside = text.slice(line.start, start) + text.slice(end, line.end)
  const exposed =
    given !== null && /^[A-Z][A-Z0-9_]*$/.test(given) ? publicVariables(given)[0] : publicVariables(beside)[0]
  if (exposed !== undefined) return `${exposed} is copied into what every user downloads`
  if (keyInBrowser.pattern.test(text) && !/\.(?:md|rst|txt)$/i.test(path))
    return 'dangerouslyAllowBrowser puts the key into a browser'
  const found = SHIPPED.find(({ files, says }) => files.test(path) && says?.test(text) !== false)
  return found === undefined ? null : `this code runs in ${found.where}, where every user can read it`
}

/** How to call from a server instead, in a few lines. */
export function serverExample(name: string, provider: string): string[] {
  const service = provider === 'generic' ? 'the API' : provider
  return [
    `Call ${service} from a server, and have the app call that:`,
    "    app.post('/api/ask', async (request, response) => {",
    `      const key = process.env.${name} // on the server only`,
    '      response.json(await ask(key, request.body))',
    '    })',
  ]
}
