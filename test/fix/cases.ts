/** A program that prints the key; `KEY` stands for a made-up one. The fixed one prints the same where the variable is set. */
export interface Case {
  readonly name: string
  readonly path: string
  readonly before: string
  readonly after: string
}

const js = (name: string, before: string, after: string, path = 'app.js'): Case => ({ name, path, before, after })

export const JAVASCRIPT: readonly Case[] = [
  js('single quotes', "console.log('KEY')\n", 'console.log(process.env.OPENAI_API_KEY)\n'),
  js(
    'in a longer text',
    "console.log('Bearer KEY, `a` ${b} it\\'s')\n",
    "console.log(`Bearer ${process.env.OPENAI_API_KEY}, \\`a\\` \\${b} it\\'s`)\n",
  ),
  js('a template', 'console.log(`${1 + 1} KEY`)\n', 'console.log(`${1 + 1} ${process.env.OPENAI_API_KEY}`)\n'),
  js(
    'in a text within a template',
    "console.log(`${`<${'KEY'}>`}`)\n",
    'console.log(`${`<${process.env.OPENAI_API_KEY}>`}`)\n',
  ),
  js(
    'behind a regular expression with a quote',
    "const r = /['\"`]/.test('a') ? 'KEY' : 4 / 2\nconsole.log(/x'/.test('KEY') || 'KEY')\n",
    "const r = /['\"`]/.test('a') ? process.env.OPENAI_API_KEY : 4 / 2\nconsole.log(/x'/.test(process.env.OPENAI_API_KEY) || process.env.OPENAI_API_KEY)\n",
  ),
  js('in a comment', "// was 'KEY'\nconsole.log(1)\n", "// was 'OPENAI_API_KEY'\nconsole.log(1)\n"),
  js('a default', "console.log(process.env.OPENAI_API_KEY || 'KEY')\n", 'console.log(process.env.OPENAI_API_KEY)\n'),
  js('an ES module', "export default 'KEY'\n", 'export default process.env.OPENAI_API_KEY\n', 'app.mjs'),
  js(
    'TypeScript',
    "const key: string = 'KEY'\nconsole.log(key)\n",
    'const key: string = process.env.OPENAI_API_KEY!\nconsole.log(key)\n',
    'app.ts',
  ),
  js(
    'TypeScript, as const',
    "const key = 'KEY' as const\nconsole.log(key)\n",
    'const key = process.env.OPENAI_API_KEY!\nconsole.log(key)\n',
    'app.ts',
  ),
  js(
    'an attribute',
    'export const A = () => <Chat model="x" apiKey="KEY" />\n',
    'export const A = () => <Chat model="x" apiKey={process.env.OPENAI_API_KEY} />\n',
    'a.jsx',
  ),
  js(
    'an attribute with more text',
    'export const A = () => <Chat auth="Bearer KEY" />\n',
    'export const A = () => <Chat auth={`Bearer ${process.env.OPENAI_API_KEY}`} />\n',
    'a.jsx',
  ),
  js(
    'text between tags',
    "export const A = () => <p>Don't: KEY</p>\n",
    "export const A = () => <p>Don't: {process.env.OPENAI_API_KEY}</p>\n",
    'a.jsx',
  ),
  js('in pieces', "console.log('KEY1' +\n  'KEY2')\n", 'console.log(process.env.OPENAI_API_KEY)\n'),
  js(
    'two in one text',
    "console.log('KEY KEY')\n",
    'console.log(`${process.env.OPENAI_API_KEY} ${process.env.OPENAI_API_KEY}`)\n',
  ),
]

const py = (name: string, before: string, after: string): Case => ({ name, path: 'app.py', before, after })
const IMPORTED = 'import os\n\n'

export const PYTHON: readonly Case[] = [
  py('double quotes', 'print("KEY")\n', `${IMPORTED}print(os.environ["OPENAI_API_KEY"])\n`),
  py('single quotes', "print('KEY')\n", `${IMPORTED}print(os.environ['OPENAI_API_KEY'])\n`),
  py(
    'in a longer text',
    'print("Bearer KEY {x} \\N{DASH}")\n'.replace('DASH', 'BULLET'),
    `${IMPORTED}print(f"Bearer {os.environ['OPENAI_API_KEY']} {{x}} \\N{BULLET}")\n`,
  ),
  py(
    'in an f-string',
    "x = 1\nprint(f'{x} KEY {x:>3}')\n",
    `${IMPORTED}x = 1\nprint(f'{x} {os.environ["OPENAI_API_KEY"]} {x:>3}')\n`,
  ),
  py('raw', "print(r'a\\d KEY')\n", `${IMPORTED}print(rf'a\\d {os.environ["OPENAI_API_KEY"]}')\n`),
  py('bytes', "print(b'KEY'.decode())\n", `${IMPORTED}print(os.environ['OPENAI_API_KEY'].encode().decode())\n`),
  py(
    'bytes in longer ones',
    "print((b'Bearer KEY!').decode())\n",
    `${IMPORTED}print((b'Bearer ' + os.environ['OPENAI_API_KEY'].encode() + b'!').decode())\n`,
  ),
  py(
    'beside another text',
    "print('a' 'KEY' ' b')\n",
    `${IMPORTED}print('a' f'{os.environ["OPENAI_API_KEY"]}' ' b')\n`,
  ),
  py('of several lines', 'print("""a\nKEY\n""")\n', `${IMPORTED}print(f"""a\n{os.environ['OPENAI_API_KEY']}\n""")\n`),
  py(
    'a default',
    'import os\nprint(os.environ.get("OPENAI_API_KEY", "KEY"))\n',
    'import os\nprint(os.environ.get("OPENAI_API_KEY"))\n',
  ),
  py(
    'below all that has to stay on top',
    '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"""What it does.\n\nimport os\n"""\n\nfrom __future__ import (\n    annotations,\n)\n\nimport sys\n\nprint("KEY", sys.argv[1:])\n',
    '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"""What it does.\n\nimport os\n"""\n\nfrom __future__ import (\n    annotations,\n)\n\nimport os\nimport sys\n\nprint(os.environ["OPENAI_API_KEY"], sys.argv[1:])\n',
  ),
  py('imported already', 'import sys, os\nprint("KEY")\n', 'import sys, os\nprint(os.environ["OPENAI_API_KEY"])\n'),
  py(
    'imported only within a function',
    'def f():\n    import os\n    return os\nprint("KEY")\n',
    `${IMPORTED}def f():\n    import os\n    return os\nprint(os.environ["OPENAI_API_KEY"])\n`,
  ),
  py(
    'in pieces',
    "key = ('KEY1'\n       'KEY2')\nprint(key)\n",
    `${IMPORTED}key = (os.environ['OPENAI_API_KEY'])\nprint(key)\n`,
  ),
]

const goMain = (body: string, imports = '"fmt"'): string => `package main\n\nimport ${imports}\n\n${body}\n`
const go = (name: string, before: string, after: string): Case => ({ name, path: 'main.go', before, after })
const BOTH = '"fmt"\nimport "os"'

export const GO: readonly Case[] = [
  go(
    'a text',
    goMain('func main() { fmt.Println("KEY") }'),
    goMain('func main() { fmt.Println(os.Getenv("OPENAI_API_KEY")) }', BOTH),
  ),
  go(
    'in a longer text',
    goMain('func main() { fmt.Println(len("Bearer KEY"[1:]), `raw KEY`+" x") }'),
    goMain(
      'func main() { fmt.Println(len(("Bearer " + os.Getenv("OPENAI_API_KEY"))[1:]), (`raw ` + os.Getenv("OPENAI_API_KEY"))+" x") }',
      BOTH,
    ),
  ),
  go(
    'a constant',
    goMain('const key = "KEY"\n\nfunc main() { fmt.Println(key) }'),
    goMain('var key = os.Getenv("OPENAI_API_KEY")\n\nfunc main() { fmt.Println(key) }', BOTH),
  ),
  go(
    'a constant of another type',
    goMain('type Key string\n\nconst key Key = "KEY"\n\nfunc main() { fmt.Println(key) }'),
    goMain(
      'type Key string\n\nvar key Key = Key(os.Getenv("OPENAI_API_KEY"))\n\nfunc main() { fmt.Println(key) }',
      BOTH,
    ),
  ),
  go(
    'among constants',
    goMain(
      'const (\n\tmodel = "m"\n\tkey   = "KEY"\n)\n\nfunc main() { fmt.Println(model, key) }',
      '(\n\t"fmt"\n\t"strings"\n)\n\nvar _ = strings.ToUpper',
    ),
    goMain(
      'const (\n\tmodel = "m"\n)\n\nvar key = os.Getenv("OPENAI_API_KEY")\n\nfunc main() { fmt.Println(model, key) }',
      '(\n\t"fmt"\n\t"os"\n\t"strings"\n)\n\nvar _ = strings.ToUpper',
    ),
  ),
  go(
    'the only constant',
    goMain('const (\n\tkey = "KEY"\n)\n\nfunc main() { fmt.Println(key) }'),
    goMain('var key = os.Getenv("OPENAI_API_KEY")\n\nfunc main() { fmt.Println(key) }', BOTH),
  ),
  go(
    'without imports',
    'package main\n\nfunc main() { println("KEY") }\n',
    'package main\n\nimport "os"\n\nfunc main() { println(os.Getenv("OPENAI_API_KEY")) }\n',
  ),
]

const rb = (name: string, before: string, after: string): Case => ({ name, path: 'app.rb', before, after })

export const RUBY: readonly Case[] = [
  rb('single quotes', "puts 'KEY'\n", 'puts ENV.fetch("OPENAI_API_KEY")\n'),
  rb(
    'in a longer text',
    "puts 'it\\'s \"KEY\" #{x} \\d'\n",
    'puts "it\'s \\"#{ENV.fetch("OPENAI_API_KEY")}\\" \\#{x} \\\\d"\n',
  ),
  rb('double quotes', 'puts "#{1 + 1} KEY"\n', 'puts "#{1 + 1} #{ENV.fetch("OPENAI_API_KEY")}"\n'),
  rb(
    'a heredoc',
    'puts <<~TEXT\n  key KEY\nTEXT\nputs 1\n',
    'puts <<~TEXT\n  key #{ENV.fetch("OPENAI_API_KEY")}\nTEXT\nputs 1\n',
  ),
  rb(
    '%q',
    'puts %q(KEY)\nputs %q{"a" KEY}\n',
    'puts ENV.fetch("OPENAI_API_KEY")\nputs "\\"a\\" #{ENV.fetch("OPENAI_API_KEY")}"\n',
  ),
  rb('a default', 'puts ENV.fetch("OPENAI_API_KEY", "KEY")\n', 'puts ENV.fetch("OPENAI_API_KEY")\n'),
]

const phpCase = (name: string, before: string, after: string): Case => ({
  name,
  path: 'app.php',
  before: `<?php\n${before}`,
  after: `<?php\n${after}`,
})

export const PHP: readonly Case[] = [
  phpCase('a text', "echo 'KEY';\n", "echo getenv('OPENAI_API_KEY');\n"),
  phpCase(
    'in a longer text',
    "echo strlen('Bearer KEY!');\n",
    "echo strlen('Bearer ' . getenv('OPENAI_API_KEY') . '!');\n",
  ),
  phpCase(
    'a constant',
    "const KEY_OF = 'KEY';\necho KEY_OF;\n",
    "define('KEY_OF', getenv('OPENAI_API_KEY'));\necho KEY_OF;\n",
  ),
  phpCase('a defined one', 'define(\'A\', "KEY");\necho A;\n', "define('A', getenv('OPENAI_API_KEY'));\necho A;\n"),
]

const javaMain = (body: string, members = ''): string =>
  `class App {\n${members}  public static void main(String[] args) {\n    ${body}\n  }\n}\n`
const java = (name: string, before: string, after: string): Case => ({ name, path: 'App.java', before, after })

export const JAVA: readonly Case[] = [
  java(
    'a text',
    javaMain('System.out.println("KEY");'),
    javaMain('System.out.println(System.getenv("OPENAI_API_KEY"));'),
  ),
  java(
    'a constant, in a longer text',
    javaMain('System.out.println(AUTH.length());', '  private static final String AUTH = "Bearer KEY";\n'),
    javaMain(
      'System.out.println(AUTH.length());',
      '  private static final String AUTH = "Bearer " + System.getenv("OPENAI_API_KEY");\n',
    ),
  ),
  java(
    'with a method called on it',
    javaMain('System.out.println("Bearer KEY".trim());'),
    javaMain('System.out.println(("Bearer " + System.getenv("OPENAI_API_KEY")).trim());'),
  ),
]

const rs = (name: string, before: string, after: string): Case => ({ name, path: 'main.rs', before, after })
const VAR = 'std::env::var("OPENAI_API_KEY").expect("OPENAI_API_KEY is not set")'

export const RUST: readonly Case[] = [
  rs(
    'an argument',
    'fn show(key: &str) { println!("{key}") }\nfn main() { show("KEY") }\n',
    `fn show(key: &str) { println!("{key}") }\nfn main() { show(&${VAR}) }\n`,
  ),
  rs(
    'a variable',
    'fn show(key: &str) { println!("{key}") }\nfn main() {\n    let key = "KEY";\n    show(key);\n}\n',
    `fn show(key: &str) { println!("{key}") }\nfn main() {\n    let key = &${VAR};\n    show(key);\n}\n`,
  ),
  rs(
    'made a String',
    'fn main() {\n    let a: String = "KEY".to_string();\n    let b = String::from("Bearer KEY");\n    println!("{a} {b}");\n}\n',
    `fn main() {\n    let a: String = ${VAR}.to_string();\n    let b = String::from(&format!("Bearer {}", ${VAR}));\n    println!("{a} {b}");\n}\n`,
  ),
  rs(
    'a field',
    'struct C { key: &\'static str }\nfn main() {\n    let c = C { key: "KEY" };\n    println!("{}", c.key);\n}\n',
    `struct C { key: &'static str }\nfn main() {\n    let c = C { key: ${VAR}.leak() };\n    println!("{}", c.key);\n}\n`,
  ),
  rs(
    'a constant',
    'const KEY_OF: &str = "KEY";\n\nfn show(key: &str) { println!("{key}") }\nfn main() { show(KEY_OF); println!("{}", KEY_OF.len()); }\n',
    `static KEY_OF: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| ${VAR});\n\nfn show(key: &str) { println!("{key}") }\nfn main() { show(KEY_OF.as_str()); println!("{}", KEY_OF.as_str().len()); }\n`,
  ),
]

const sh = (name: string, before: string, after: string): Case => ({ name, path: 'run.sh', before, after })

export const SHELL: readonly Case[] = [
  sh('double quotes', 'echo "KEY"\n', 'echo "$OPENAI_API_KEY"\n'),
  sh('single quotes', "echo 'KEY'\n", 'echo "$OPENAI_API_KEY"\n'),
  sh(
    'in a longer text',
    "echo 'a $x KEY' \"b $(echo 'KEY') KEY\"\n",
    'echo \'a $x \'"$OPENAI_API_KEY" "b $(echo "$OPENAI_API_KEY") ${OPENAI_API_KEY}"\n',
  ),
  sh(
    'a bare word',
    'export OPENAI_API_KEY=KEY\necho $OPENAI_API_KEY\n',
    'export OPENAI_API_KEY="$OPENAI_API_KEY"\necho $OPENAI_API_KEY\n',
  ),
  sh('a heredoc', "cat <<END\nit's KEY\nEND\necho 'x'\n", "cat <<END\nit's ${OPENAI_API_KEY}\nEND\necho 'x'\n"),
  sh('a default', 'echo "${OPENAI_API_KEY:-KEY}"\n', 'echo "${OPENAI_API_KEY}"\n'),
]

const ex = (name: string, before: string, after: string): Case => ({ name, path: 'app.exs', before, after })

export const ELIXIR: readonly Case[] = [
  ex(
    'a text',
    'IO.puts("KEY")\n',
    'IO.puts("#{System.fetch_env!("OPENAI_API_KEY")}")\n'.replace('"#{', '').replace('}")\n', ')\n'),
  ),
  ex(
    'in a longer text',
    'IO.puts("Bearer KEY #{1 + 1}")\n',
    'IO.puts("Bearer #{System.fetch_env!("OPENAI_API_KEY")} #{1 + 1}")\n',
  ),
]

const csMain = (body: string, members = ''): string =>
  `using System;\nclass App {\n${members}  static void Main() { ${body} }\n}\n`
const cs = (name: string, before: string, after: string): Case => ({ name, path: 'App.cs', before, after })
const GET = 'System.Environment.GetEnvironmentVariable("OPENAI_API_KEY")'

export const CSHARP: readonly Case[] = [
  cs('a text', csMain('Console.WriteLine("KEY");'), csMain(`Console.WriteLine(${GET});`)),
  cs(
    'a constant',
    csMain('Console.WriteLine(Key);', '  private const string Key = "KEY";\n'),
    csMain('Console.WriteLine(Key);', `  private static readonly string Key = ${GET};\n`),
  ),
  cs(
    'a local constant',
    csMain('const string key = "KEY"; Console.WriteLine(key);'),
    csMain(`string key = ${GET}; Console.WriteLine(key);`),
  ),
  cs(
    'in a longer text',
    csMain('var n = 1; Console.WriteLine($"{n} KEY {n:D2}".Trim() + @"a""KEY");'),
    csMain(`var n = 1; Console.WriteLine(($"{n} " + ${GET} + $" {n:D2}").Trim() + (@"a""" + ${GET}));`),
  ),
]

const kt = (name: string, before: string, after: string): Case => ({ name, path: 'App.kt', before, after })

/** For these a compiler is rarely at hand. */
export const OTHERS: readonly Case[] = [
  kt(
    'Kotlin',
    'const val KEY_OF = "KEY"\nfun main() { println("Bearer KEY") }\n',
    'val KEY_OF = System.getenv("OPENAI_API_KEY")\nfun main() { println("Bearer ${System.getenv("OPENAI_API_KEY")}") }\n',
  ),
  {
    name: 'Swift',
    path: 'main.swift',
    before: '// What it is.\n\nlet key = "KEY"\nprint("Bearer KEY \\(1 + 1)")\n',
    after:
      '// What it is.\n\nimport Foundation\n\nlet key = ProcessInfo.processInfo.environment["OPENAI_API_KEY"]!\nprint("Bearer \\(ProcessInfo.processInfo.environment["OPENAI_API_KEY"]!) \\(1 + 1)")\n',
  },
  {
    name: 'Dart',
    path: 'main.dart',
    before: "library app;\n\nconst key = 'KEY';\nvoid main() { print(r'a $b KEY'); print('$key KEY'); }\n",
    after:
      "library app;\nimport 'dart:io';\n\n\nfinal key = Platform.environment['OPENAI_API_KEY']!;\nvoid main() { print('a \\$b ${Platform.environment['OPENAI_API_KEY']!}'); print('$key ${Platform.environment['OPENAI_API_KEY']!}'); }\n",
  },
  {
    name: 'PowerShell',
    path: 'run.ps1',
    before: "$key = 'KEY'\nWrite-Host \"Bearer KEY $key\"\nWrite-Host 'it''s $5 KEY'\n",
    after:
      '$key = $env:OPENAI_API_KEY\nWrite-Host "Bearer ${env:OPENAI_API_KEY} $key"\nWrite-Host "it\'s `$5 ${env:OPENAI_API_KEY}"\n',
  },
]
