/** What to do where no page of the provider's is known for sure. */
export const RULES_PAGE = 'https://github.com/keyhook/keyhook/blob/main/docs/rules.md'
