// Writes docs/fix.md: in each language a key that is stopped, fixed, committed, and a program that still runs. It ends with an error, leaving the
// file as it was, unless each step ends as it should. A language that has no compiler on this machine is fixed and committed, and not run.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { KEYHOOK, openStage } from './stage.mjs'

const PROJECT = resolve(import.meta.dirname, '..')
const FIX = 'node .git/keyhook/keyhook.cjs fix'
const SHELL = 'set -a; . ./.env; set +a;'
const TSC = join(PROJECT, 'node_modules/.bin/tsc')

/** What each program prints is the opening of the key, which everybody may know. */
const LANGUAGES = [
  [
    'JavaScript',
    'node',
    'app.js',
    "const key = 'KEY'\nconst headers = { Authorization: 'Bearer KEY' }\nconsole.log(key.slice(0, 8), headers.Authorization.slice(0, 15))\n",
    'node --env-file=.env app.js',
  ],
  [
    'TypeScript',
    'node',
    'app.ts',
    "const key: string = 'KEY'\nconsole.log(key.slice(0, 8))\n",
    'tsc --strict --types node app.ts && node --env-file=.env app.js',
  ],
  ['JSX', 'node', 'page.jsx', 'export const Page = () => <Chat apiKey="KEY" auth="Bearer KEY" />\n', null],
  [
    'Python',
    'python3',
    'app.py',
    '"""What it does."""\nfrom __future__ import annotations\n\nkey = "KEY"\nheader = f"Bearer KEY {1 + 1}"\nprint(key[:8], header[:15])\n',
    `${SHELL} python3 app.py`,
  ],
  [
    'Go',
    'go',
    'main.go',
    'package main\n\nimport "fmt"\n\nconst key = "KEY"\n\nfunc main() { fmt.Println(key[:8]) }\n',
    `${SHELL} go run main.go`,
  ],
  ['Ruby', 'ruby', 'app.rb', "key = 'KEY'\nputs key[0, 8], 'Bearer KEY'[0, 15]\n", `${SHELL} ruby app.rb`],
  [
    'PHP',
    'php',
    'app.php',
    "<?php\nconst KEY_OF = 'KEY';\necho substr(KEY_OF, 0, 8), PHP_EOL;\n",
    `${SHELL} php app.php`,
  ],
  [
    'Java',
    'java',
    'App.java',
    'class App {\n  static final String AUTH = "Bearer KEY";\n  public static void main(String[] args) { System.out.println(AUTH.substring(0, 15)); }\n}\n',
    `${SHELL} java App.java`,
  ],
  [
    'Kotlin',
    'kotlinc',
    'App.kt',
    'const val KEY_OF = "KEY"\nfun main() { println(KEY_OF.take(8)) }\n',
    `${SHELL} kotlinc App.kt -include-runtime -d app.jar 2>/dev/null && java -jar app.jar`,
  ],
  [
    'C#',
    'mcs',
    'App.cs',
    'using System;\nclass App {\n  const string Key = "KEY";\n  static void Main() { Console.WriteLine(Key.Substring(0, 8)); }\n}\n',
    `${SHELL} mcs -out:app.exe App.cs && mono app.exe`,
  ],
  [
    'Rust',
    'rustc',
    'main.rs',
    'const KEY_OF: &str = "KEY";\nfn main() { println!("{}", &KEY_OF[..8]) }\n',
    `${SHELL} rustc -o main main.rs && ./main`,
  ],
  ['Swift', 'swift', 'main.swift', 'let key = "KEY"\nprint("Bearer KEY".prefix(15))\n', `${SHELL} swift main.swift`],
  [
    'Dart',
    'dart',
    'main.dart',
    "const key = 'KEY';\nvoid main() => print('Bearer KEY'.substring(0, 15));\n",
    `${SHELL} dart run main.dart`,
  ],
  ['shell', 'sh', 'run.sh', "key='KEY'\nprintf '%.15s\\n' \"Bearer KEY\"\n", `${SHELL} sh run.sh`],
  [
    'PowerShell',
    'pwsh',
    'run.ps1',
    '$key = \'KEY\'\nWrite-Host "Bearer KEY".Substring(0, 15)\n',
    `${SHELL} pwsh run.ps1`,
  ],
  ['Elixir', 'elixir', 'app.exs', 'IO.puts(String.slice("Bearer KEY", 0, 15))\n', `${SHELL} elixir app.exs`],
  [
    'A GitHub workflow',
    '',
    '.github/workflows/ask.yml',
    'on: push\njobs:\n  ask:\n    runs-on: ubuntu-latest\n    env:\n      OPENAI_API_KEY: KEY\n    steps:\n      - run: npm test\n',
    null,
  ],
  [
    'Docker Compose',
    '',
    'compose.yml',
    'services:\n  web:\n    image: web\n    environment:\n      - OPENAI_API_KEY=KEY\n',
    null,
  ],
  [
    'Kubernetes',
    '',
    'k8s/web.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web\n      env:\n        - name: OPENAI_API_KEY\n          value: KEY\n',
    null,
  ],
  [
    'A Dockerfile',
    '',
    'Dockerfile',
    "FROM node:22\nENV OPENAI_API_KEY=KEY\nRUN curl -H 'Authorization: Bearer KEY' https://api.openai.com/v1/models\n",
    null,
  ],
  [
    'A notebook',
    'python3',
    'ask.ipynb',
    '{\n "cells": [\n  {\n   "cell_type": "code",\n   "execution_count": null,\n   "metadata": {},\n   "outputs": [],\n   "source": [\n    "key = \\"KEY\\"\\n",\n    "print(key[:8])"\n   ]\n  }\n ],\n "metadata": {},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n',
    null,
  ],
]

let text = ''
const stage = openStage(part => {
  text += part
}, 'fix')
Object.assign(stage.env, {
  GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
  GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
  LC_ALL: 'C.UTF-8',
})
for (const name of ['GOROOT', 'GOPATH', 'GOCACHE', 'RUSTUP_HOME', 'CARGO_HOME', 'PYENV_ROOT'])
  if (process.env[name]) stage.env[name] = process.env[name]
Object.assign(stage.env, { RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(process.env.HOME ?? '', '.rustup') })

const isThere = program => program !== '' && spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

function section(title, play) {
  text += `\n## ${title}\n\n\`\`\`console`
  play()
  text += '```\n'
}

/** A command shown with tools by their names, wherever they lie. */
const shown = (command, expected = 'passes') =>
  stage.show(command, expected, command.replace(/^tsc /, `${TSC} --typeRoots ${join(PROJECT, 'node_modules/@types')} `))

try {
  stage.enter('project')
  stage.prepare(`git init -q -b main . && node ${KEYHOOK} init && git commit -q --allow-empty -m Start`)
  const notRun = []
  for (const [title, program, file, content, run] of LANGUAGES)
    section(title, () => {
      stage.plantText(file, content)
      stage.prepare(`git add ${file}`)
      stage.prepare(`! git commit -q -m "${title}"`)
      shown(`${FIX} --yes`)
      shown(`git commit -q -m "${title}" && git show --format= HEAD -- ${file} | grep '^[+]'`)
      if (run !== null && isThere(program)) shown(run)
      else if (run !== null) notRun.push(title)
    })
  section('A file of which only a part is staged', () => {
    stage.plantText('part.js', "const key = 'KEY'\n")
    stage.prepare('git add part.js')
    stage.prepare("printf '// not staged\\n' > more && cat more part.js more > both && cp both part.js && rm more both")
    stage.show("git diff part.js | grep '^[+-]'")
    stage.show(`${FIX} --yes`)
    stage.show('git show :part.js')
    stage.show('cat part.js')
    stage.show(`${FIX} --undo`)
  })
  section('Where the result would still ship the key', () => {
    stage.prepare('git rm -q -f --cached part.js && rm part.js')
    stage.plantText('client.jsx', "'use client'\nconst key = 'KEY'\n")
    stage.prepare('git add client.jsx')
    stage.show(`${FIX} --yes`, 'stopped')
  })
  stage.refuseLeak(text)
  if (notRun.length > 0) text += `\nNot run where this page was made, for want of a compiler: ${notRun.join(', ')}.\n`
} finally {
  stage.remove()
}

const page = `# keyhook fix

\`keyhook fix\` takes the keys out of what is staged. It shows the change with each key masked, asks, and then

- lets the program read a variable in the way of its language, with an import where that needs one;
- writes the value to \`.env\`, for the owner only, and never over another value: a key that has another purpose gets a name of its own;
- stages the name, with a placeholder, in \`.env.example\`, and \`.env\` in \`.gitignore\`;
- stages just those lines again, and changes the working tree's file alike, where its lines are the same. What was not staged stays as it is.

Either all of that is done or nothing. \`keyhook fix --undo\` takes the last fix back, until the next commit: index, files and modes are as they were. What it needs for that lies in
the git directory, with holes where the key was; the values come from \`.env\`.

The old text stays in the object store of the repository, as a blob that is in no commit, until git collects it (\`git gc\`, after two weeks).

It changes nothing, and says why, where a variable would not help: in code that browsers or mobile apps run, behind a public prefix such as \`NEXT_PUBLIC_\`, in formats that read no
variables, in constants that must be known when a program is compiled. If one of several findings cannot be fixed, none is; name the files of the others: \`keyhook fix src/client.js\`.

What follows is what \`npm run fix-page\` sees and writes: real commands, real output, made-up keys. It fails where a step ends otherwise.
${text.replaceAll(stage.root, '<tmp>')}`
writeFileSync(join(PROJECT, 'docs/fix.md'), page)
console.log('docs/fix.md is written: every step ended as it should.')
