/** The package ships no types. */
declare module 'proxy-from-env' {
  /** The proxy for a URL by the variables of the process; '' for none. */
  export function getProxyForUrl(url: string): string
}
