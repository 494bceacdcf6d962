"""The review desk."""

from __future__ import annotations

from zhibiao.errors.advice import Advice

DESK: dict[str, Advice] = {
    "WB01": Advice(
        zh="没有这一页，或您无权查看",
        en="there is no such page, or it is not yours to see",
        do_zh="回到首页重新选择；需要查看的文件请负责人分派。",
        do_en="Go back to the first page; ask a head to assign you the document you need.",
    ),
    "WB02": Advice(
        zh="一次上传得太多（上限 {limit}）",
        en="too much at once (limit {limit})",
        do_zh="分几次上传。",
        do_en="Upload it in several parts.",
    ),
    "WB03": Advice(
        zh="没有账户的审核台只在本机可用，不能用这个地址打开：{host}",
        en="a desk without accounts answers to its own machine alone, not as {host}",
        do_zh="在本机打开 http://127.0.0.1 开头的地址；多人使用请先建账户：zhibiao serve --account 名字。",
        do_en="Open the address that begins with http://127.0.0.1 on that machine; for a team add an account first: "
        "zhibiao serve --account NAME.",
    ),
    "WB04": Advice(
        zh="打不开数据库：{database}（{detail}）",
        en="the database cannot be opened: {database} ({detail})",
        do_zh="检查 --database 的地址、数据库是否在运行、账号有无权限；比程序新的数据库请用新版程序打开。",
        do_en="Check the address in --database, that the server runs and that the account may use it; a database of a newer "
        "version needs that version.",
    ),
    "WB05": Advice(
        zh="另一个审核台正在用这个数据库：{database}",
        en="another desk is using this database: {database}",
        do_zh="先停止它，或用 --database 指定另一个。",
        do_en="Stop it first, or name another one with --database.",
    ),
    "WB06": Advice(
        zh="账户不能这样设：{detail}",
        en="an account cannot be like this: {detail}",
        do_zh="改一改再试。",
        do_en="Change it and try again.",
    ),
    "WB07": Advice(
        zh="第 {table} 张表第 {row} 行刚被别人处理过，您的没有保存",
        en="somebody else has just decided about table {table}, row {row}; yours was not kept",
        do_zh="看一看对方的处理，需要时再改。",
        do_en="Look at what they decided, and change it if need be.",
    ),
    "WB08": Advice(
        zh="看不懂提交的内容：{detail}",
        en="what was sent cannot be understood: {detail}",
        do_zh="回到上一页，刷新后再试。",
        do_en="Go back, load the page again and try once more.",
    ),
    "WB09": Advice(
        zh="这个请求不是从审核台的页面发出的，或页面已经过期",
        en="this did not come from a page of the desk, or the page is too old",
        do_zh="刷新页面后再试。",
        do_en="Load the page again and try once more.",
    ),
    "WB10": Advice(
        zh="这个处理存不下来：{detail}",
        en="a decision that cannot be kept: {detail}",
        do_zh="改写的内容不能为空白或过长（每格 5000 字、理由 1000 字以内），也不能有控制字符。",
        do_en="Cells must not be blank; they have 5,000 and reasons 1,000 characters at most, none of them control characters.",
    ),
    "WB11": Advice(
        zh="不能这样忽略：{code}",
        en="this cannot be ignored like that: {code}",
        do_zh="选中这一行上的问题，并写明理由。",
        do_en="Choose findings of this row, and say why.",
    ),
    "WB12": Advice(
        zh="现在不能由您处理这份文件",
        en="this document is not yours to decide about now",
        do_zh="它在别人手里，或已办结；页面上写着在谁手里。",
        do_en="Somebody else has it, or it is closed; the page says who has it.",
    ),
    "WB13": Advice(
        zh="没有可以撤销的",
        en="nothing to take back",
        do_zh="只能撤销自己在这份文件上的处理。",
        do_en="You can take back your own decisions on this document.",
    ),
    "WB14": Advice(
        zh="密码错了太多次",
        en="too many wrong passwords",
        do_zh="十分钟后再试，或请负责人重设密码。",
        do_en="Try again in ten minutes, or ask a head for a new password.",
    ),
    "WB15": Advice(
        zh="名字或密码不对",
        en="wrong name or password",
        do_zh="检查后再试；忘了密码请负责人重设。",
        do_en="Check them and try again; a head can set a new password.",
    ),
    "WB16": Advice(
        zh="登录已过期",
        en="you are not signed in any more",
        do_zh="刷新页面，重新登录。",
        do_en="Load the page again and sign in.",
    ),
    "WB17": Advice(
        zh="没有账户时不能在 {host} 上打开审核台：别人不用密码就能看到文件",
        en="without accounts the desk does not listen on {host}: others would see its documents without a password",
        do_zh="先建账户：zhibiao serve --account 名字。",
        do_en="Add an account first: zhibiao serve --account NAME.",
    ),
    "WB18": Advice(
        zh="不能在 {host} 的端口 {port} 上打开审核台（{detail}）",
        en="the desk cannot listen on port {port} of {host} ({detail})",
        do_zh="多半已有一个在运行；或用 --port 换一个端口。",
        do_en="Another one is running, most likely; or choose another --port.",
    ),
    "WB20": Advice(
        zh="保存的审读结果与本版本不符（{detail}）",
        en="what was stored of the document does not fit this version ({detail})",
        do_zh="重新审读这份文件。",
        do_en="Have the document read again.",
    ),
    "WB21": Advice(
        zh="处理文件的进程意外退出：{path}（{detail}）",
        en="the process that worked on the file has ended: {path} ({detail})",
        do_zh="再试一次；如果还是这样，请用原软件打开文件并另存一份，或只保留目标表所在的页。",
        do_en="Try once more; if it happens again, save a copy in the program that made the file, "
        "or keep only the pages with the goal tables.",
    ),
    "WB22": Advice(
        zh="程序处理这份文件时出错：{path}（{detail}）",
        en="the program failed on the file: {path} ({detail})",
        do_zh="用原软件打开文件并另存一份后再试，并把这份文件的情况告诉开发者。",
        do_en="Save a copy in the program that made the file and try again, and report the file to the developers.",
    ),
    "WB23": Advice(
        zh="审核台出错，这一步没有完成",
        en="the desk failed, and this was not done",
        do_zh="再试一次；如果还是这样，请让运行审核台的人看看它在终端里写了什么。",
        do_en="Try once more; if it happens again, ask who runs the desk what it wrote in its terminal.",
    ),
    "WB24": Advice(
        zh="这一批有 {count} 份文件，超过 {most} 份，没有互相比对",
        en="the batch has {count} documents, more than {most}, and they were not compared with each other",
        do_zh="每份文件的审核不受影响；要查雷同的表，请分批上传。",
        do_en="Each document was reviewed all the same; hand them in as several batches to find copied tables.",
    ),
    "WB25": Advice(
        zh="没有改动，没有什么可保存",
        en="nothing was changed, so there is nothing to keep",
        do_zh="改一格再保存；原样即可的，请写理由忽略问题，或退回修改。",
        do_en="Change a cell and save again; where the row may stay, ignore the findings with a reason, or send it back.",
    ),
    "WB26": Advice(
        zh="压缩包里另有 {count} 个文件不是能读的格式，没有读：{path}",
        en="files in the zip of formats that cannot be read, and were not, besides those listed: {path} ({count})",
        do_zh="支持 {supported}；其中有目标表的，请另存为其中一种。",
        do_en="Supported: {supported}; save those with goal tables as one of these.",
    ),
    "WB30": Advice(
        zh="不认识的条件：{name}={value}",
        en="unknown value: {name}={value}",
        do_zh="可用的值：{known}。请从本批的页面点开数字，不要手改地址。",
        do_en="Known values: {known}. Follow a number on the page of the batch rather than edit the address.",
    ),
}
