"""LibreOffice as somebody would use it who settles the tracked changes of a file."""

import subprocess

from tests.servers.machine import need

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LIBRARY = (
    f'{HEAD}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Settle"/>'
    "</library:library>"
)
MODULE = (
    f'{HEAD}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" '
    """script:language="StarBasic">
Sub One(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  document.storeToURL(target, plain())
  document.close(True)
End Sub
Sub Both(source As String, accepted As String, rejected As String)
  One(source, accepted, "AcceptAllTrackedChanges")
  One(source, rejected, "RejectAllTrackedChanges")
End Sub
</script:module>"""
)


def settled(folder, written: bytes) -> tuple[list[str], list[str]]:
    """The lines of an .odt with all its changes accepted, and with all rejected; `folder` is an empty one."""
    program = [need("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run([*program, "--terminate_after_init"], check=True, capture_output=True, timeout=100)
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "script.xlb").write_text(LIBRARY)
    (basic / "Settle.xba").write_text(MODULE)
    source, *targets = [folder / name for name in ("text.odt", "accepted.txt", "rejected.txt")]
    source.write_bytes(written)
    told = ", ".join(f'"{path.as_uri()}"' for path in (source, *targets))
    subprocess.run([*program, f"macro:///Standard.Settle.Both({told})"], check=True, capture_output=True, timeout=200)
    accepted, rejected = [target.read_text("utf-8-sig").splitlines() for target in targets]
    return accepted, rejected
