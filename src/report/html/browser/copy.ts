import { element, place } from './element.ts'

/** A command, and a button that copies it. */
export function commandLine(command: string): HTMLElement {
  const code = element('code', {}, command)
  const button = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${command}` }, 'Copy')
  button.addEventListener('click', async () => {
    const copied = await copy(command, code)
    button.textContent = copied ? 'Copied' : 'Selected'
    say(copied ? 'Copied.' : 'Selected, to be copied with the keyboard.')
    setTimeout(() => {
      button.textContent = 'Copy'
    }, 2000)
  })
  return element('div', { class: 'command' }, code, button)
}

/** Where the browser lets a page reach the clipboard; elsewhere the text is at least selected. */
async function copy(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    getSelection()?.selectAllChildren(shown)
    return document.execCommand('copy')
  }
}

/** Has a screen reader say something that the eye sees anyway. */
export function say(text: string): void {
  place('said').textContent = text
}
