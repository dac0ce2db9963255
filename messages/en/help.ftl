# The English of `--help` stands in src/cli/arguments.rs; here is what both languages say around it.
help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-values = [one of: { $values }]
help-default = [default: { $value }]
help-env = [env: { $name }]
usage-unknown = there is no option or argument `{ $argument }` here
usage-command = there is no command `{ $command }`
usage-missing = this is missing: { $argument }
usage-conflict = `{ $argument }` and `{ $other }` do not go together
usage-no-value = `{ $argument }` needs a value
usage-value = `{ $value }` is no value for `{ $argument }`
usage-near = { $complaint }; did you mean `{ $near }`?
usage-valid = { $complaint }; it may be { $values }
