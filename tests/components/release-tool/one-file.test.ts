import { renderOneFile } from "../../../components/release-tool/one-file";

describe("renderOneFile", () => {
  const program = "SOURCES = {}\n\n# The modules.\n\nstart()\n";

  it("puts the modules into the program, sorted by name", () => {
    const modules = { "tool.write": 'TEXT = "a\\n"\n', tool: '"""A tool."""\n' };
    expect(renderOneFile(program, modules)).toBe(`SOURCES = {}

SOURCES["tool"] = r'''
"""A tool."""
'''

SOURCES["tool.write"] = r'''
TEXT = "a\\n"
'''


start()
`);
  });

  it.each(["start()\n", "# The modules.\n# The modules.\n"])(
    "refuses a program without one place for them: %j",
    (without) => {
      expect(() => renderOneFile(without, {})).toThrow(
        'the program must have the line "# The modules." once',
      );
    },
  );

  it.each(["TEXT = '''a'''\n", "pass"])("refuses a module that would end early: %j", (source) => {
    expect(() => renderOneFile(program, { "tool.write": source })).toThrow(
      "tool.write must be without ''' and end with a line break",
    );
  });
});
