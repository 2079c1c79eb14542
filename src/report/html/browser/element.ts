import { printable } from '../../terminal.ts'

/** Attributes; false leaves one out, true gives it no value. */
export type Attributes = Readonly<Record<string, string | boolean>>

/**
 * An element with children. Strings become text and never markup, and whatever would hide or reorder it is shown as an escape: most of them come
 * from a repository.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes))
    if (value !== false) made.setAttribute(key, value === true ? '' : printable(value))
  for (const child of children) made.append(typeof child === 'string' ? printable(child) : child)
  return made
}

/** Text from a repository that keeps its direction to itself. */
export function isolated(text: string): HTMLElement {
  return element('bdi', {}, text)
}

/** The element of the page with that id. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`The page has no ${id}.`)
  return found
}

export function place(id: string): HTMLElement {
  return byId(id, HTMLElement)
}
