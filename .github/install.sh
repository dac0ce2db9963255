#!/usr/bin/env bash
# Puts `ibid` on the path of later steps: the archive of a release when VERSION names one (v1 stands for the newest v1.x.y),
# else what cargo builds from SOURCE. Called by action.yml; GH_REPO and GH_TOKEN say where releases are.
set -euo pipefail

bin=$RUNNER_TEMP/ibid-bin
mkdir -p "$bin"

case $RUNNER_OS-$RUNNER_ARCH in
  Linux-X64) name=ibid-x86_64-unknown-linux-gnu archive=$name.tar.gz ;;
  Linux-ARM64) name=ibid-aarch64-unknown-linux-gnu archive=$name.tar.gz ;;
  macOS-ARM64) name=ibid-aarch64-apple-darwin archive=$name.tar.gz ;;
  macOS-X64) name=ibid-x86_64-apple-darwin archive=$name.tar.gz ;;
  Windows-X64) name=ibid-x86_64-pc-windows-msvc archive=$name.zip ;;
  *) name='' archive='' ;;
esac

# The newest full version that a short one stands for.
full_version() {
  gh release list --exclude-drafts --limit 100 --json tagName --jq '.[].tagName' | grep -E "^${1//./\\.}(\.|$)" | sort -V | tail -1
}

from_release() {
  [[ $archive != '' && ${VERSION:-} == v[0-9]* ]] || return 1
  local tag folder
  tag=$(full_version "$VERSION") && [ -n "$tag" ] || return 1
  folder=$(mktemp -d)
  gh release download "$tag" --dir "$folder" --pattern "$archive" --pattern SHA256SUMS || return 1
  # A file that is not what the release says is worse than none: this ends the step.
  (cd "$folder" && grep -F " $archive" SHA256SUMS | { sha256sum --check - 2>/dev/null || shasum -a 256 --check -; }) || exit 1
  if [[ $archive == *.zip ]]; then 7z x -y -o"$folder" "$folder/$archive" >/dev/null; else tar -xzf "$folder/$archive" -C "$folder"; fi || return 1
  cp "$folder/$name"/ibid* "$bin" || return 1
}

if ! from_release; then
  echo "no release for ${VERSION:-this version}: building ibid from source"
  cargo install --locked --path "$SOURCE" --root "$RUNNER_TEMP/ibid-built"
  cp "$RUNNER_TEMP/ibid-built/bin"/ibid* "$bin"
fi
echo "$bin" >> "$GITHUB_PATH"
"$bin/ibid" --version
