import json
import os
import sys

given = json.load(sys.stdin)
lines = given.pop("lines", 0)
if "sheet" in given:
    with open(given["sheet"], encoding="utf-8") as sheet:
        given["sheet"] = os.path.basename(given["sheet"]) + "=" + sheet.read()
said = ["- %s: `%s`" % item for item in sorted(given.items())]
said += ["line %d of it" % i for i in range(1, lines + 1)]
print(json.dumps({"markdown": "Given:\n\n" + "\n".join(said)}))
