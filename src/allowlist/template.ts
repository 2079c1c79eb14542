/** The text of templates/allowlist.yml, which the bundle has to hold: the copy in a git directory has no files beside it. */
export const TEMPLATE = `# What keyhook knows about and lets through in this repository.
# It is read as staged, so a change here is reviewed with the commit that needs it.
#
# Add an entry:   keyhook allow FINGERPRINT --reason "why this is no live key"
#
# An entry needs a reason and at least one of fingerprint, rule and path; all that it names have to hold:
#   - fingerprint: 0123456789abcdef   # this value of this rule, wherever it stands
#     rule: openai-project-key        # keyhook rules lists them
#     path: "test/fixtures/**"        # a glob from the top level
#     reason: Example key from the provider's public docs
#     expires: 2027-01-31             # optional, UTC: it stops counting on that day
#
# A key that was ever shared has to be revoked. An entry here does not make it safe.
version: 1
entries:
`
