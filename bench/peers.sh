#!/usr/bin/env bash
# Installs the tools that keyhook is measured against, each by its ordinary package client, into $PEERS (default ~/.cache/keyhook-peers).
set -eu
peers="${PEERS:-$HOME/.cache/keyhook-peers}"
mkdir -p "$peers"
[ -x "$peers/bin/gitleaks" ] || GOBIN="$peers/bin" go install github.com/zricethezav/gitleaks/v8@v8.30.1
[ -x "$peers/rs/bin/ripsecrets" ] || cargo install --quiet ripsecrets --root "$peers/rs"
[ -x "$peers/venv/bin/pre-commit" ] || {
  python3 -m venv "$peers/venv"
  "$peers/venv/bin/pip" install -q detect-secrets==1.5.0 pre-commit
}
[ -x "$peers/sl/node_modules/.bin/secretlint" ] || {
  npm install --silent --prefix "$peers/sl" secretlint@12 @secretlint/secretlint-rule-preset-recommend@12
}
command -v git-secrets >/dev/null || echo 'git-secrets: install it with the package manager of your system'
