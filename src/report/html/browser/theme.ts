import { byId } from './element.ts'

const KEY = 'keyhook-theme'

/** The switch of colours: as the system has them, light, or dark. Remembered where the browser allows it. */
export function showTheme(): void {
  const switches = byId('theme', HTMLFieldSetElement)
  const apply = (theme: string): void => {
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
    else delete document.documentElement.dataset['theme']
  }
  const kept = remembered()
  apply(kept)
  for (const input of switches.querySelectorAll('input')) {
    input.checked = input.value === kept
    input.addEventListener('change', () => {
      apply(input.value)
      remember(input.value)
    })
  }
  switches.hidden = false
}

function remembered(): string {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'auto'
  } catch {
    return 'auto'
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // A browser that keeps nothing for files shows the system's colours next time.
  }
}
