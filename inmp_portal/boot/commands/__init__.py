"""The sub-commands of `./portal`: one module each, with `main(arguments) -> exit code`."""
