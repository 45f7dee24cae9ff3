# shellcheck shell=bash
# Runs test suites side by side and adds up their results. Needs log.sh.

suite_names=() suite_weights=() suite_trees=() suite_commands=()
left_out=() only_alone=0

# leave_out WHAT: what this machine cannot test is said now, and in the closing line.
leave_out() {
  say "    left out: $1"
  left_out+=("$1")
}

# For the end of the closing line; nothing if every test passed beside the others.
name_only_alone() {
  ((only_alone == 0)) || printf ', %d of them only alone' "$only_alone"
}

# For the end of the closing line; nothing if all was tested.
name_left_out() {
  ((${#left_out[@]} == 0)) || printf '; left out: %s' "${left_out[0]}" "${left_out[@]:1}"
}

# suite NAME WEIGHT TREE COMMAND: WEIGHT is how many cores it keeps busy, TREE the build tree that it needs, or -. 0 is one that waits
# more than it computes: two of these run beside whatever runs.
suite() {
  suite_names+=("$1") suite_weights+=("$2") suite_trees+=("$3") suite_commands+=("$4")
}

# count_results LOG: passed and failed, from the summary that the suite's runner has printed: a plain line, pytest's, cmocka's of all
# programs together, or ctest's.
count_results() {
  awk '
    function number(pattern) { return match($0, "[0-9]+ " pattern) ? substr($0, RSTART, RLENGTH) + 0 : 0 }
    /^[0-9]+ passed, [0-9]+ failed$/ { plain = 1; plain_passed = $1; plain_failed = $3 }
    / in [0-9.]+s/ && /[0-9]+ (passed|failed|error)/ {
      pytest = 1; pytest_passed = number("passed"); pytest_failed = number("failed") + number("error")
    }
    /\[  PASSED  \] [0-9]+ test/ { cmocka = 1; cmocka_passed += number("test") }
    /\[  FAILED  \] .*[0-9]+ test\(s\)/ { cmocka = 1; cmocka_failed += number("test") }
    /tests passed, [0-9]+ tests? failed out of [0-9]+/ { ctest = 1; ctest_failed = number("test"); ctest_passed = $NF - ctest_failed }
    END {
      if (plain) print plain_passed, plain_failed
      else if (pytest) print pytest_passed, pytest_failed
      else if (cmocka) print cmocka_passed, cmocka_failed
      else if (ctest) print ctest_passed, ctest_failed
      else print 0, 0
    }' "$1"
}

# run_suites FOLDER CORES: each suite's output goes to FOLDER/<name>.log. Sets passed and failed.
run_suites() {
  local folder=$1 cores=$2 next=0 busy=0 waiting=0 weight pid index
  local -A running=()
  passed=0 failed=0 failed_suites=()
  while ((next < ${#suite_names[@]} || ${#running[@]} > 0)); do
    while ((next < ${#suite_names[@]})); do
      weight=${suite_weights[next]}
      ((weight == 0 ? waiting < 2 : busy == 0 || busy + weight <= cores)) || break
      _run_suite "$next" "$folder" &
      running[$!]=$next
      busy=$((busy + weight)) waiting=$((waiting + (weight == 0))) next=$((next + 1))
    done
    # It does not see a suite that has ended before; the loop does.
    wait -n "${!running[@]}" 2>/dev/null || sleep 0.1
    for pid in "${!running[@]}"; do
      if kill -0 "$pid" 2>/dev/null; then continue; fi
      index=${running[$pid]}
      unset "running[$pid]"
      weight=${suite_weights[index]}
      busy=$((busy - weight)) waiting=$((waiting - (weight == 0)))
      _report_suite "$index" "$folder"
    done
  done
}

# In a subshell of its own. Output: the log, and "status seconds" in FOLDER/<name>.result.
_run_suite() {
  local name=${suite_names[$1]} tree=${suite_trees[$1]} command=${suite_commands[$1]} folder=$2 began=$SECONDS status=0
  if [[ $tree != - && ! -f $folder/$tree.built ]]; then
    printf 'the tree build/%s could not be built; see %s\n' "$tree" "$folder/build-$tree.log" >"$folder/$name.log"
    status=1
  else
    (eval "$command") >"$folder/$name.log" 2>&1 </dev/null || status=$?
  fi
  printf '%d %d\n' "$status" "$((SECONDS - began))" >"$folder/$name.result"
}

# A suite that crashes, or that counts nothing, has failed; one that ends with 77 has said what it lacks.
_report_suite() {
  local name=${suite_names[$1]} folder=$2 status seconds suite_passed suite_failed
  read -r status seconds <"$folder/$name.result"
  if ((status == 77)); then
    leave_out "$name ($(tail -n 1 "$folder/$name.log"))"
    return
  fi
  read -r suite_passed suite_failed < <(count_results "$folder/$name.log")
  if ((suite_failed == 0 && (status != 0 || suite_passed == 0))); then suite_failed=1; fi
  passed=$((passed + suite_passed)) failed=$((failed + suite_failed))
  if ((suite_failed)); then failed_suites+=("$name"); fi
  printf '%-14s %5d passed, %d failed  (%d s)\n' "$name" "$suite_passed" "$suite_failed" "$seconds"
}

# repeat_alone FOLDER MOST SUITE...: these suites of pytest wait for many processes, while other suites keep the machine busy. A few
# of their tests, MOST at most of all together, get a second try with the machine to themselves; if that went well they are named, and
# counted in the closing line. Errors that belong to no test alone, such as what a sanitizer reports, get none.
repeat_alone() {
  local folder=$1 most=$2 name index again_passed again_failed suite_passed suite_failed
  local -a tests
  shift 2
  for name in "$@"; do
    [[ " ${failed_suites[*]} " == *" $name "* ]] || continue
    mapfile -t tests < <(_failed_tests "$folder/$name.log")
    read -r suite_passed suite_failed < <(count_results "$folder/$name.log")
    ((${#tests[@]} == suite_failed && suite_failed > 0 && only_alone + suite_failed <= most)) || continue
    for index in "${!suite_names[@]}"; do [[ ${suite_names[index]} != "$name" ]] || break; done
    (eval "${suite_commands[index]% *} -n 0 $(printf '%q ' "${tests[@]}")") >"$folder/$name.again.log" 2>&1 </dev/null || true
    read -r again_passed again_failed < <(count_results "$folder/$name.again.log")
    printf '%-14s %5d passed, %d failed  (again, alone)\n' "$name" "$again_passed" "$again_failed"
    ((again_failed == 0 && again_passed == suite_failed)) || continue
    printf '    only alone: %s\n' "${tests[@]}"
    passed=$((passed + again_passed)) failed=$((failed - again_passed)) only_alone=$((only_alone + again_passed))
  done
}

_failed_tests() {
  sed -nE 's/^FAILED ([^ ]+::.+)$/\1/p' "$1" | sed 's/ - .*//' | sort -u
}

# show_failures FOLDER: what the failed suites have said; of pytest's output from where it tells about failures.
show_failures() {
  local name log
  for name in "${failed_suites[@]}"; do
    log=$1/$name.log
    printf '\n======== %s (%s)\n' "$name" "$log"
    if grep -qE '^=+ (FAILURES|ERRORS) =+$' "$log"; then
      sed -n '/^=\{1,\} \(FAILURES\|ERRORS\) =\{1,\}$/,$p' "$log"
    else
      tail -n 1000 "$log"
    fi
  done
}
