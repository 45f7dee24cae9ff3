"""MongoDB servers that do what a test asks of them: right by themselves, and wrong in the way that a script says.

    python3 -m mock          prints "control PORT", and ends with its standard input

One line of JSON to the control port is one request, and one line comes back; control.py lists them. Written from the protocol's
description, apart from the client that is tested against it.
"""
