# shellcheck shell=bash
# The /docs page. Needs build.sh, instance.sh and log.sh.

make_docs() {
  local page=$root/conf/docs file
  rm -f "$VAR"/docs/*
  if install_node_modules "$page" "$LOG/npm-docs.log"; then
    for file in swagger-ui.css swagger-ui-bundle.js favicon-32x32.png; do
      install -m 644 "$page/node_modules/swagger-ui-dist/$file" "$VAR/docs/$file"
    done
    install -m 644 "$page/index.html" "$page/start.js" "$VAR/docs/"
  else
    say "    nothing from npm: /docs is a plain page (apt-get install npm, and run again, for Swagger UI)"
    install -m 644 "$page/plain.html" "$VAR/docs/index.html"
  fi
}
