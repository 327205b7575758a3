#!/bin/sh
# An editor for the screens of forms: tells the mode of its file, then adds a line.
[ "$(ls -l "$1" | cut -c 1-10)" = -rw------- ] && echo 'a file of my own' >> "$1"
