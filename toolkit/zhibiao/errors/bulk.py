"""Tables of any length: the run, and lines that are no rows."""

from __future__ import annotations

from zhibiao.errors.advice import Advice

BULK: dict[str, Advice] = {
    "BK01": Advice(
        zh="输出文件已经存在：{path}",
        en="the output is there already: {path}",
        do_zh="换一个 -o，或用 --force 覆盖。",
        do_en="Choose another -o, or write over it with --force.",
    ),
    "BK02": Advice(
        zh="上次写 {path} 的运行中断了，已写好的 {rows} 行还在",
        en="a run that wrote {path} was interrupted; the {rows} rows it had written are kept",
        do_zh="用 --resume 接着做，或用 --force 丢掉它们重新开始。",
        do_en="Go on with --resume, or throw them away and begin anew with --force.",
    ),
    "BK03": Advice(
        zh="接不上中断的运行，与当时不同的是：{detail}",
        en="the interrupted run cannot be continued, this is not as it was: {detail}",
        do_zh="用当时的输入和选项再试，或用 --force 重新开始。",
        do_en="Try again with the inputs and options of that run, or begin anew with --force.",
    ),
    "BK04": Advice(
        zh="输出会盖掉输入：{path}",
        en="the output would be written over an input: {path}",
        do_zh="换一个 -o。",
        do_en="Choose another -o.",
    ),
    "BK05": Advice(
        zh="列 {column} 里是 {kind}，不是文本或数：{path}",
        en="the column {column} holds {kind}, neither texts nor numbers: {path}",
        do_zh="用 --column 字段=列名 指定另一列，或先把这一列转成文本。",
        do_en="Name another column with --column FIELD=COLUMN, or turn this one into text first.",
    ),
    "BK06": Advice(
        zh="{rows} 行放不进一个 xlsx 工作表（最多 {most} 行）",
        en="{rows} rows do not fit a sheet of xlsx ({most} at most)",
        do_zh="输出改用 .csv 或 .parquet。",
        do_en="Write .csv or .parquet instead.",
    ),
    "BK07": Advice(
        zh="一个工作进程意外退出（{detail}）",
        en="a worker process has ended ({detail})",
        do_zh='多半是内存不足：减小 --jobs，再加 --resume 接着做。在脚本里调用时，要放在 if __name__ == "__main__": 之下。',
        do_en="Most likely memory ran out: use fewer --jobs and go on with --resume. A script has to call it under "
        'if __name__ == "__main__":.',
    ),
    "BK08": Advice(
        zh="另一个运行正在写这个输出（{path}）",
        en="another run is writing this output ({path})",
        do_zh="等它结束，或换一个 -o。",
        do_en="Wait until it is done, or choose another -o.",
    ),
    "BK09": Advice(
        zh="已中断，写好的 {rows} 行保留着：{path}",
        en="interrupted; the {rows} rows written so far are kept: {path}",
        do_zh="用 --resume 接着做。",
        do_en="Go on with --resume.",
    ),
    "BK10": Advice(
        zh="中断的运行留下的记录损坏了：{path}（{detail}）",
        en="what an interrupted run left is damaged: {path} ({detail})",
        do_zh="用 --force 重新开始。",
        do_en="Begin anew with --force.",
    ),
    "RJ01": Advice(
        zh="格数不对（应有 {wanted} 格，实有 {found} 格）",
        en="wrong number of cells ({wanted} wanted, {found} found)",
        do_zh="补上或去掉分隔符；格子里的分隔符要放在引号里。",
        do_en="Add or remove delimiters; a delimiter within a cell needs quotation marks around the cell.",
    ),
    "RJ02": Advice(
        zh="有的字节不是文字",
        en="bytes that are no text in the encoding of the file",
        do_zh="重新导出这一行。",
        do_en="Export the line again.",
    ),
    "RJ03": Advice(
        zh="引号没有合上",
        en="a quotation mark that is never closed",
        do_zh="合上引号，或把格子里的引号写成两个。",
        do_en="Close it, or write a mark within a cell twice.",
    ),
    "RJ04": Advice(
        zh="不是 JSON",
        en="not JSON",
        do_zh="重新导出这一行。",
        do_en="Export the line again.",
    ),
    "RJ05": Advice(
        zh="不是有内容的 JSON 对象",
        en="no JSON object, or an empty one",
        do_zh='一行写一个对象：{{"name": "…"}}。',
        do_en='Write one object a line: {{"name": "..."}}.',
    ),
}
