"""Pages as websites print them: what stands around an article is none of it, whoever the website is."""

import pytest

from extract import extract_text

TITLE = "积分管家进村来 小事有人管起来"
BODY = """  近年来，射洪市清溪镇梨花村推行“积分管家”工作法，划分网格16个，选聘网格员32名。

  “以前没人管，现在天天有人来。”村民李大姐说，去年村里调解纠纷43件，村集体收入达到68万元。
"""
LEADLESS = BODY.strip()

LAYOUTS = {
    "a portal of a paper": (
        f"某某网>>四川频道>>社会\n\n{TITLE}\n\n2023年05月06日08:20 | 来源：某某网-四川频道\n小字号\n\n"
        f"  人民网成都5月6日电 （记者张磊）{LEADLESS}\n\n(责编：李宏、王强)\n\n分享让更多人看到\n",
        ("张磊",),
    ),
    "an agency": (
        f"{TITLE}\n2023-05-06 10:20:30\n来源：新华网\n字体：小 大\n分享到：\n\n"
        f"  新华社成都5月6日电（记者张磊、李宏）{LEADLESS}\n\n【责任编辑:王强】\n",
        ("张磊", "李宏"),
    ),
    "an account on a portal": (
        f"{TITLE}\n射洪发布\n2023-05-06 10:20\n来源：射洪发布·政务\n字号\n\n{BODY}\n原标题：《{TITLE}》\n\n阅读原文\n",
        (),
    ),
    "a portal that leads back": (
        f"{TITLE}\n\n2023-05-06 10:20　来源: 射洪融媒\n\n{BODY}\n（记者 张磊）返回首页，查看更多\n\n责任编辑：\n\n"
        "平台声明：该文观点仅代表作者本人，本平台仅提供信息存储空间服务。\n阅读 (123)\n",
        ("张磊",),
    ),
    "an official account": (
        f"{TITLE}\n射洪发布 2023-05-06 10:20 发表于四川\n\n{BODY}\n来源丨射洪市融媒体中心\n记者丨张磊\n编辑丨李宏\n"
        "责编丨王强\n审核丨赵敏\n\n往期推荐\n\n点分享\n点收藏\n点在看\n",
        ("张磊",),
    ),
    "a government": (
        f"当前位置：首页 > 新闻中心 > 乡镇动态\n\n{TITLE}\n\n日期：2023-05-06 来源：清溪镇 作者：张磊 点击：[123]次 "
        f"【字体：大 中 小】\n\n{BODY}\n附件：\n上一条：清溪镇召开防汛会\n下一条：没有了\n",
        ("张磊",),
    ),
    "a feed": (f"{TITLE}\n\n原创2023-05-06 10:20·射洪融媒\n\n{BODY}", ()),
    "a learning platform": (
        f"{TITLE}\n\n四川学习平台\n2023-05-06\n作者：张磊\n\n{BODY}\n编辑：李宏\n审核：王强\n",
        ("张磊",),
    ),
    "a paper's pages": (
        f"2023年5月6日 星期六\n第3版：县域\n上一版 下一版\n\n{TITLE}\n\n本报记者 张磊 通讯员 李宏\n\n{BODY}\n"
        "上一篇 下一篇\n版权所有 遂宁日报社\n",
        ("张磊", "李宏"),
    ),
    "a portal with the reader's province": (
        f"某某首页 > 新闻 > 国内 > 正文\n\n{TITLE}\n\n2023-05-06 10:20:11　来源: 四川日报　四川\n0\n分享至\n\n{BODY}\n"
        "特别声明：以上内容(如有图片或视频亦包括在内)为用户上传并发布，本平台仅提供信息存储服务。\n",
        (),
    ),
    "reporters before the date": (
        f"四川在线 > 遂宁 > 县域\n{TITLE}\n四川在线记者 张磊 2023-05-06 10:20 编辑：李宏\n\n{BODY}",
        ("张磊",),
    ),
    "a column of halves over the headline": (
        f"基层善治·社区样本⑨\n{TITLE}\n\n平安法治报-平安客户端记者 张磊\n\n{BODY}",
        ("张磊",),
    ),
    "a column in brackets over the headline": (f"【平安人物】\n{TITLE}\n\n特约记者 泽仁拉姆\n\n{BODY}", ("泽仁拉姆",)),
    "a site, the date and the author": (f"{TITLE}\n晋中文旅  2025年8月15日  作者 乔文芳\n\n{BODY}", ("乔文芳",)),
    "names unheard of beside known ones": (f"{TITLE}\n\n{BODY}（岩罕 李思佳）\n", ("岩罕", "李思佳")),
    "an office that has sent it in": (f"{TITLE}\n\n{BODY}（射洪市民情服务中心）\n", ("射洪市民情服务中心",)),
    "the account, the day and the province": (
        f"{TITLE}\n原创 民情小站 射洪乡音 2024年10月18日 15:28 四川\n\n{BODY}",
        (),
    ),
    "the day and the reporter": (f"射洪发布 > 民生\n{TITLE}\n12月20日　射洪市融媒体中心记者 张磊\n\n{BODY}", ("张磊",)),
    "an editor's note": (
        f"{TITLE}\n\n【编者按】治理重在基层。\n\n{BODY}\n  清溪镇梨花村的做法已向全镇推开。\n",
        (),
    ),
    "buttons of a reader": (
        f"射洪日报　第A3版：县区新闻　星期四\n◀上一版　下一版▶　　放大　缩小　默认\n\n{TITLE}\n\n{BODY}\n"
        "附件：1.统计表.xls\n【我要打印】【我要纠错】\n",
        (),
    ),
    "a court": (
        f"您当前所在位置： 首页 -> 工作动态\n{TITLE}\n来源：射洪市人民法院    发布时间：2023-05-06\n分享到：\n{BODY}\n"
        "供稿：张磊\n审核：李宏\n",
        ("张磊",),
    ),
    "a broadcaster": (
        f"某广网 > 四川 > 四川要闻\n{TITLE}\n2023-05-06 10:20:00 来源：某广网\n\n"
        f" 某广网成都5月6日消息（记者 张磊 通讯员 李宏）{LEADLESS}\n\n编辑：王强\n"
        "更多精彩资讯请在应用市场下载客户端。欢迎提供新闻线索，24小时报料热线028-8888888。\n",
        ("张磊", "李宏"),
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_only_the_article_is_read(name: str) -> None:
    page, authors = LAYOUTS[name]
    (article,) = extract_text(page).articles
    assert article.title == TITLE
    assert article.authors == authors
    assert article.place is not None
    assert article.place.path == "四川省/遂宁市/射洪市/清溪镇/梨花村"
    assert [figure.value for figure in article.indicators] == [16, 32, 43, 680_000]
    printed = page[article.span[0] : article.span[1]]
    assert printed.startswith(TITLE)
    assert printed.endswith(("68万元。", "（记者 张磊）", "（岩罕 李思佳）", "（射洪市民情服务中心）", "推开。"))
