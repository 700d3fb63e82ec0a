"""How an .odt looks, where pandoc leaves it bare: tables without lines, contents and headers without styles."""

import re

LINE = "0.5pt solid #8a9899"
CELL = f'<style:table-cell-properties fo:border="{LINE}" fo:padding="0.15cm"'
BARE = r'("Table(Header)?RowCell" style:family="table-cell">\s*)<style:table-cell-properties fo:border="none"'
HEAD_GROUND = ' fo:background-color="#e3eceb"'
STYLE = (
    '<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
    'style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="{indent}cm" '
    'fo:margin-top="{above}cm" fo:margin-bottom="0.1cm"/><style:text-properties {letters}/></style:style>'
)
HEADER_ROOM = '<style:header-style><style:header-footer-properties fo:margin-bottom="0.6cm"/></style:header-style>'


def with_lines(content: str) -> str:
    """content.xml with lines around cells, and room below tables."""
    content = re.sub(BARE, lambda found: found[1] + CELL + (HEAD_GROUND if found[2] else ""), content)
    return content.replace("<style:table-properties ", '<style:table-properties fo:margin-bottom="0.4cm" ')


def with_styles(styles: str) -> str:
    """styles.xml with the styles of a table of contents and of a header, and room below that."""
    made = [
        STYLE.format(
            name="Contents_20_Heading",
            shown="Contents Heading",
            indent=0,
            above=0.5,
            letters='fo:font-size="14pt" fo:font-weight="bold"',
        ),
        STYLE.format(name="Header", shown="Header", indent=0, above=0, letters='fo:font-size="9pt" fo:color="#4b5b5d"'),
    ]
    for level in range(1, 4):
        name, shown = f"Contents_20_{level}", f"Contents {level}"
        made.append(STYLE.format(name=name, shown=shown, indent=(level - 1) * 0.6, above=0, letters=""))
    missing = [style for style in made if style.split(" ")[1] not in styles]  # by style:name="…"
    styles = styles.replace("</office:styles>", "".join(missing) + "</office:styles>", 1)
    return re.sub(r"<style:header-style ?/>", HEADER_ROOM, styles)
