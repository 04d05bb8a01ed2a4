"""The addresses of the demo, and the package's own pages where the LMS would have them."""

from django.contrib.staticfiles.views import serve
from django.urls import include, path, re_path
from django.views.i18n import set_language

from workmentor_xblocks.demo.views import errors, handlers, house, learning, people, progress, staff, studio

_HANDLER = "<str:usage>/<str:handler>"

demo = [
    path("", learning.courses, name="courses"),
    path("unit/<str:usage>/", learning.unit, name="unit"),
    path("unit-frame/<str:usage>/", learning.framed_unit, name="framed_unit"),
    path("xblock/<str:usage>/", learning.bare_unit, name="bare_unit"),
    path("courses/<str:course_key>/jump_to_id/<str:block_id>", learning.jump, name="jump"),
    path("progress/", progress.progress, name="progress"),
    path(f"handler/{_HANDLER}", handlers.lms),
    path(f"handler/{_HANDLER}/<path:suffix>", handlers.lms),
    path("sign-in/", people.sign_in, name="sign_in"),
    path("sign-out/", people.sign_out, name="sign_out"),
    path("language/", set_language, name="language"),
    path("courses/<str:course_key>/view-as/", staff.view_as, name="view_as"),
    path("courses/<str:course_key>/gradebook/", staff.gradebook, name="gradebook"),
    path("courses/<str:course_key>/people/<int:user_id>/", staff.person, name="person"),
    path("courses/<str:course_key>/people/<int:user_id>/tool/", staff.tool, name="person_tool"),
    path("studio/", studio.courses, name="studio"),
    path("studio/unit/<str:usage>/", studio.unit, name="studio_unit"),
    path("studio/unit/<str:usage>/change/", studio.change, name="studio_change"),
    path("studio/edit/<str:usage>/", studio.edit, name="studio_edit"),
    path("studio/olx/<str:usage>/", studio.olx, name="studio_olx"),
    path("studio/export/<str:course_key>/", studio.export, name="studio_export"),
    path(f"studio/handler/{_HANDLER}", handlers.studio),
    path(f"studio/handler/{_HANDLER}/<path:suffix>", handlers.studio),
    path(f"studio/preview/handler/{_HANDLER}", handlers.preview),
    path(f"studio/preview/handler/{_HANDLER}/<path:suffix>", handlers.preview),
    path("outbox/", house.outbox, name="outbox"),
    path("outbox/<int:mail_id>/html/", house.mail_html, name="mail_html"),
    path("events/", house.events, name="events"),
    path("components/", house.components_page, name="components"),
    path("reset/", house.start_over, name="reset"),
    path("static-course/<str:course_key>/<path:path>", house.course_file),
]

urlpatterns = [
    path("", include((demo, "demo"))),
    path("workmentor/", include(("workmentor_xblocks.urls", "workmentor"))),
    # Also without DEBUG: the demo has no web server in front.
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
]
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failed
